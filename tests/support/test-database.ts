import type pg from 'pg';
import { randomBytes, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openPool } from './database-pool.js';

/** Name of the migrated, empty template database. */
export const TEMPLATE = 'wandcast_template';

export interface TestDatabase {
  readonly url: string;
  /** Terminates all connections and drops the database. */
  remove(): Promise<void>;
}

/** Creates an empty, migrated database on the PostgreSQL server of this test run. */
export const createTestDatabase = (): Promise<TestDatabase> => createDatabase(`TEMPLATE ${TEMPLATE}`);

/** Creates a database without any table. */
export const createBareDatabase = (): Promise<TestDatabase> => createDatabase('');

async function createDatabase(options: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `CREATE DATABASE ${name} ${options}`);
  return { url: atDatabase(server, name), remove: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** @returns the URL of another database on the same server */
export function atDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function run(url: string, statement: string): Promise<void> {
  const pool = openPool(url);
  try {
    await pool.query(statement);
  } finally {
    await pool.end();
  }
}

/** Stores an event in a database without a server. @returns its id */
export async function storeEvent(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH book AS (INSERT INTO spellbooks (name) VALUES ('Book') RETURNING id),
       room AS (INSERT INTO rooms (name) VALUES ('Room') RETURNING id)
     INSERT INTO events (room_id, code, title, spellbook_id)
     SELECT room.id, 'ABCD', 'Evening', book.id FROM book, room RETURNING id`,
  );
  return rows[0]?.id ?? '';
}

/** Stores somebody in it. */
export async function storeParticipant(pool: pg.Pool, eventId: string): Promise<void> {
  await pool.query(
    `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove)
     VALUES ($1, $2, 'Ada', 'star', 'gold', 'ash')`,
    [eventId, randomBytes(32)],
  );
}
