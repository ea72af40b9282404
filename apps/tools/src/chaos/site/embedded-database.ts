import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { childrenOf } from '../../environment/process-usage.js';

/** A database that does not end within five seconds is killed. */
const STOP_POLL_MS = 50;
const STOP_POLLS = 100;

/** The PostgreSQL that a server runs in its data folder, seen from outside. */
export class EmbeddedDatabase {
  constructor(private readonly folder: string) {}

  /** Process id of the running postmaster; undefined if there is none. */
  get postmaster(): number | undefined {
    try {
      const pid = Number(this.pidFile()[0]);
      // The file outlives a killed postmaster, and its number may belong to another process by then.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.folder) ? pid : undefined;
    } catch {
      return undefined;
    }
  }

  /** Process ids of the postmaster and everything it started. */
  processes(): number[] {
    const { postmaster } = this;
    return postmaster === undefined ? [] : [postmaster, ...childrenOf(postmaster)];
  }

  /** Process id of a connection of the server. */
  async connectionProcess(): Promise<number | undefined> {
    const rows = await this.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
       ORDER BY state_change DESC NULLS LAST LIMIT 1`,
    );
    return rows[0]?.pid;
  }

  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const password = readFileSync(path.join(this.folder, 'postgres-password'), 'utf8').trim();
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port: Number(this.pidFile()[3]), user: 'postgres', password },
      ...{ connectionTimeoutMillis: 5_000, query_timeout: 60_000 },
    });
    client.on('error', () => undefined); // ends with the query in progress
    try {
      await client.connect();
      return (await client.query<R>(text, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Asks it to end at once, even if it is stopped. SIGKILL would leave shared memory behind. */
  quit(): void {
    for (const pid of this.processes()) trySend(pid, 'SIGCONT');
    trySend(this.postmaster, 'SIGQUIT');
  }

  /** Ends it and waits for the end. */
  async stop(): Promise<void> {
    this.quit();
    for (let n = 0; this.postmaster !== undefined && n < STOP_POLLS; n++) await sleep(STOP_POLL_MS);
    for (const pid of this.processes()) trySend(pid, 'SIGKILL');
  }

  private pidFile(): string[] {
    return readFileSync(path.join(this.folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  }
}

/** Sends a signal to a process that may have ended. */
export function trySend(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch {
    // it has ended
  }
}
