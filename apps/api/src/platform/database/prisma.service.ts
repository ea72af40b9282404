import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { ServerConfig } from '../config/server-config.js';
import { SESSION_OPTIONS, openPool } from './database.js';
import { nameStatements } from './statement-names.js';

/** Limit for acquiring a connection and for a transaction, ms. Generous because training slows the server down. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * A dead connection must not block its request forever. Generous, because statements wait for locks and for a processor
 * that trains; none takes seconds by itself, as deletions and large reads are made in pieces.
 */
const limits = { max: 10, connectionTimeoutMillis: 30_000, query_timeout: 60_000, keepAlive: true };

/** Compiled queries that are kept, the most recent ones: a room uses some 250, and hostile messages would keep a thousand. */
const MOST_PLANS = 400;

/** The Prisma client, used for everything but the few queries of `Database` and of `pool`. */
@Injectable()
export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  /** Connections of their own, for rows with megabytes of bytes: Prisma would write and read them as text, on the main thread. */
  readonly pool: pg.Pool;

  constructor(config: ServerConfig) {
    super({
      adapter: new PrismaPg(
        { connectionString: config.databaseUrl, options: SESSION_OPTIONS, ...limits },
        { statementNameGenerator: nameStatements() },
      ),
      transactionOptions: { maxWait: TRANSACTION_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
      queryPlanCacheMaxSize: MOST_PLANS,
    });
    this.pool = openPool(config.databaseUrl, { ...limits, max: 2 });
    this.pool.on('error', () => undefined); // a lost connection that nothing used: the next query opens another one
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
    await this.pool.end();
  }
}
