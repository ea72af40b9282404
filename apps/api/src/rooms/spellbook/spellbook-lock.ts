import type pg from 'pg';
import type { Prisma } from '../../generated/prisma/client.js';
import { LOCK_KEYS } from '../../platform/database/lock-keys.js';

/** Acquires the spellbook lock until the end of the transaction. */
export async function lockBooks(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${LOCK_KEYS.spellbooks})`;
}

/** Like `lockBooks`, on a connection without Prisma. */
export async function lockBooksOn(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEYS.spellbooks]);
}
