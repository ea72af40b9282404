import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Addresses are forgotten this long after the last sign-in, ms. */
const LIFETIME_MS = 90 * 24 * 60 * 60 * 1000;

/** Names and addresses that signed in together, as keyed hashes. */
@Injectable()
export class KnownPlacesRepository {
  constructor(private readonly prisma: PrismaService) {}

  async has(key: string): Promise<boolean> {
    const usedAt = { gt: new Date(Date.now() - LIFETIME_MS) };
    return (await this.prisma.signInPlace.count({ where: { key, usedAt } })) > 0;
  }

  async add(key: string): Promise<void> {
    const usedAt = new Date();
    await this.prisma.signInPlace.upsert({ where: { key }, create: { key, usedAt }, update: { usedAt } });
    await this.prisma.signInPlace.deleteMany({ where: { usedAt: { lte: new Date(Date.now() - LIFETIME_MS) } } });
  }
}
