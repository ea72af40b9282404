import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { ServerConfig } from '../config/server-config.js';

/** How long a change may wait for its connection, and take once it has it, ms: a server that trains is slow, not broken. */
const PATIENCE_MS = 10_000;

/** Prisma, for everything but the hot insert. */
@Injectable()
export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  constructor(config: ServerConfig) {
    super({
      adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 10 }),
      transactionOptions: { maxWait: PATIENCE_MS, timeout: PATIENCE_MS },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
