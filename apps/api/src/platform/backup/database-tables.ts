import type pg from 'pg';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Table of applied migrations, which a backup has in its header. */
export const MIGRATIONS_TABLE = '_prisma_migrations';

/** What is only true while servers run, and which migrations were applied. */
const LEFT_OUT = ['nodes', 'room_leases', MIGRATIONS_TABLE];

/** All tables with data, by name. Columns that PostgreSQL computes are left out. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function foreignKeysOf(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT t.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY k.conname`,
  );
  return rows;
}

/** A connection with the settings that make rows read and written the same way everywhere. */
export async function prepareSession(client: pg.Client): Promise<void> {
  await client.connect();
  await client.query(
    `SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET search_path = public`,
  );
}
