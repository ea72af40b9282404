import { Injectable } from '@nestjs/common';
import { LOCK_KEYS } from '../database/lock-keys.js';
import { PrismaService } from '../database/prisma.service.js';
import type { Bucket, BucketStore } from './bucket-store.js';
import { BUCKET_LIFETIME_MS } from './login-rate-limiter.js';

/** Token buckets in PostgreSQL, shared by all nodes. */
@Injectable()
export class BucketsRepository implements BucketStore {
  constructor(private readonly prisma: PrismaService) {}

  update(
    keys: readonly string[],
    change: (buckets: readonly (Bucket | undefined)[]) => readonly Bucket[] | undefined,
  ): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEYS.loginRateLimits})`;
      const rows = await tx.rateLimitBucket.findMany({ where: { key: { in: [...keys] } } });
      const known = keys.map((key) => rows.find((row) => row.key === key));
      const changed = change(known.map((row) => row && { tokens: row.tokens, at: row.usedAt.getTime() }));
      if (changed === undefined) return false;
      for (const [i, key] of keys.entries()) {
        const { tokens, at } = changed[i] ?? { tokens: 0, at: 0 };
        const bucket = { tokens, usedAt: new Date(at) };
        await tx.rateLimitBucket.upsert({ where: { key }, create: { key, ...bucket }, update: bucket });
      }
      await tx.rateLimitBucket.deleteMany({ where: { usedAt: { lt: new Date(Date.now() - BUCKET_LIFETIME_MS) } } });
      return true;
    });
  }
}
