import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Log } from '../logging/log.js';
import { ServerConfig } from '../config/server-config.js';

/**
 * Settings of a session. Compiling a query takes PostgreSQL 0.1 s and more: longer than any of these runs, even if it
 * expects many rows. Prisma sends and reads times without their offset, so they must be those of UTC.
 */
export const SESSION_OPTIONS = '-c jit=off -c timezone=UTC';

/** Connections to a database. One that ends while it is in use fails what uses it, and nothing else. */
export function openPool(url: string, limits: Omit<pg.PoolConfig, 'connectionString' | 'options'>): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, options: SESSION_OPTIONS, ...limits });
  pool.on('connect', (client) => client.on('error', () => undefined)); // without a listener, the process would end
  return pool;
}

/** A dead connection must not block the writer. Inserts are idempotent, so timing out is safe. */
const limits = { max: 6, connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };

/** A separate small pool for what phones wait for, to join and to store casts, so that slow queries cannot delay it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(config: ServerConfig, log: Log) {
    this.pool = openPool(config.databaseUrl, limits);
    this.pool.on('error', (error) => {
      log.warn({ error: error.message }, 'a database connection was lost');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
