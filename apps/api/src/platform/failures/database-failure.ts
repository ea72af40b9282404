import type { FailureCode } from '@wandcast/protocol';
import pg from 'pg';
import { Prisma } from '../../generated/prisma/client.js';
import { isConnectionEnd, isTemporaryState } from '../database/database-fault.js';

/** Prisma's codes: a foreign key without its row, and a row that an update needs. */
const GONE = ['P2003', 'P2025'];

/** Prisma's codes: the database cannot be reached, no connection or transaction in time, and a deadlock. */
const BUSY = ['P1', 'P2024', 'P2028', 'P2034'];

/** PostgreSQL's foreign_key_violation. */
const FOREIGN_KEY = '23503';

type DatabaseFailure = Extract<FailureCode, 'deleted-meanwhile' | 'overloaded'>;

/** What Prisma adds to errors that it does not know: the SQLSTATE is among it. */
interface DriverMeta {
  readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } };
}

/**
 * The failure that a database error is for the client; undefined if it is an error of the server.
 *
 * `deleted-meanwhile`: someone else deleted a row between its check and its use. The checks stay without locks: two
 * members seldom meet there, and nothing is half done, as the statement or its transaction is undone.
 */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  if (error instanceof pg.DatabaseError) return ofState(error.code ?? '');
  if (error instanceof Prisma.PrismaClientInitializationError || isConnectionEnd(error)) return 'overloaded';
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  if (GONE.includes(error.code)) return 'deleted-meanwhile';
  if (BUSY.some((code) => error.code.startsWith(code))) return 'overloaded';
  const { driverAdapterError } = (error.meta ?? {}) as DriverMeta;
  const state = driverAdapterError?.cause?.originalCode;
  return state === undefined ? undefined : ofState(state);
}

function ofState(state: string): DatabaseFailure | undefined {
  if (state === FOREIGN_KEY) return 'deleted-meanwhile';
  return isTemporaryState(state) ? 'overloaded' : undefined;
}
