import type { FailureCode } from '@wandcast/protocol';
import pg from 'pg';
import { Prisma } from '../../generated/prisma/client.js';
import { isConnectionLost, isTemporaryState } from '../database/faults/database-fault.js';

type DatabaseFailure = Extract<FailureCode, 'changed-meanwhile' | 'database-busy'>;

/** Prisma's codes: a row that an update needs, and a foreign key without its row. */
const CHANGED = ['P2003', 'P2025'];

/** Prisma's codes: no connection, too many of them, no transaction in time, and a deadlock. */
const BUSY = ['P1', 'P2024', 'P2028', 'P2034', 'P2037'];

/** PostgreSQL's foreign_key_violation, serialization_failure, deadlock_detected and lock_not_available. */
const FOREIGN_KEY = '23503';
const CONFLICTS = ['40001', '40P01', '55P03'];

/**
 * The failure that a database error is for the client; undefined if it is an error of the server.
 *
 * `changed-meanwhile`: someone else deleted or added a row between its check and its use. The checks stay without
 * locks: two members seldom meet there, and nothing is half done, as the statement or its transaction is undone.
 */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  if (error instanceof pg.DatabaseError) return ofState(error.code ?? '');
  if (error instanceof Prisma.PrismaClientInitializationError) return 'database-busy';
  if (!(error instanceof Prisma.PrismaClientKnownRequestError))
    return error instanceof Error && isConnectionLost(error) ? 'database-busy' : undefined;
  if (CHANGED.includes(error.code)) return 'changed-meanwhile';
  if (BUSY.some((code) => error.code.startsWith(code))) return 'database-busy';
  return ofDriver(error);
}

/** Whether a raw query would have waited for another one, or both for each other: it may be tried again at once. */
export function isConflict(error: unknown): boolean {
  const isPrismas = error instanceof Prisma.PrismaClientKnownRequestError;
  return isPrismas && CONFLICTS.includes(driverError(error)?.originalCode ?? '');
}

interface DriverError {
  readonly originalCode?: string;
  readonly originalMessage?: string;
}

/** Prisma gives errors of raw queries, and those it has no code for, a code that says nothing. */
function driverError({ meta }: Prisma.PrismaClientKnownRequestError): DriverError | undefined {
  return ((meta?.['driverAdapterError'] ?? {}) as { cause?: DriverError }).cause;
}

function ofDriver(error: Prisma.PrismaClientKnownRequestError): DatabaseFailure | undefined {
  const cause = driverError(error);
  if (cause === undefined) return undefined;
  const { originalCode: code = '', originalMessage = '' } = cause;
  return isConnectionLost(Object.assign(new Error(originalMessage), { code })) ? 'database-busy' : ofState(code);
}

function ofState(state: string): DatabaseFailure | undefined {
  if (state === FOREIGN_KEY) return 'changed-meanwhile';
  return CONFLICTS.includes(state) || isTemporaryState(state) ? 'database-busy' : undefined;
}
