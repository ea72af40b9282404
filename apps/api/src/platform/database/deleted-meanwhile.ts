import pg from 'pg';
import { Prisma } from '../../generated/prisma/client.js';

/** Prisma's codes: a foreign key without its row, and a row that an update needs. */
const GONE = new Set(['P2003', 'P2025']);

/** PostgreSQL's foreign_key_violation. */
const FOREIGN_KEY = '23503';

/**
 * Whether a statement failed because someone else deleted a row between its check and its use. The checks stay without
 * locks: two members seldom meet there, and nothing is half done, as the statement or its transaction is undone.
 */
export function isDeletedMeanwhile(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === FOREIGN_KEY;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return GONE.has(error.code) || (error.code === 'P2010' && error.meta?.['code'] === FOREIGN_KEY);
}
