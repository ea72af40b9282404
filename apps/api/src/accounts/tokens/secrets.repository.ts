import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../platform/database/prisma.service.js';

@Injectable()
export class SecretsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The named secret, made at its first use; nodes that race agree on the first one's. */
  async getOrCreate(name: string): Promise<Buffer> {
    await this.prisma.secret.createMany({ data: [{ name, value: randomBytes(32) }], skipDuplicates: true });
    return Buffer.from((await this.prisma.secret.findUniqueOrThrow({ where: { name } })).value);
  }
}
