import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../platform/database/prisma.service.js';

@Injectable()
export class SecretsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Returns the named secret, created at its first use. If nodes race, all get the same one. */
  async getOrCreate(name: string, first: Uint8Array = randomBytes(32)): Promise<Buffer> {
    await this.prisma.secret.createMany({ data: [{ name, value: new Uint8Array(first) }], skipDuplicates: true });
    return Buffer.from((await this.prisma.secret.findUniqueOrThrow({ where: { name } })).value);
  }
}
