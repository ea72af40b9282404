import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Log } from '../logging/log.js';
import { ServerConfig } from '../config/server-config.js';

/** A connection that went silent must not hold the writer: inserts may be repeated, so giving up is safe. */
const limits = { max: 4, connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };

/** A small pool of its own for the cast writer, so that no slow query ever stands before it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(config: ServerConfig, log: Log) {
    this.pool = new pg.Pool({ connectionString: config.databaseUrl, ...limits });
    this.pool.on('error', (error) => {
      log.warn({ error: error.message }, 'a database connection was lost');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
