import type { StorageFaultName } from '@wandcast/protocol';
import pg from 'pg';

export type DatabaseFault = Exclude<StorageFaultName, 'failing'>;

/** By SQLSTATE, or its class in two characters. */
const FAULTS: Readonly<Record<string, DatabaseFault>> = {
  '53100': 'disk-full',
  '25006': 'read-only',
  '53300': 'too-many-connections',
  '28': 'access-denied',
  '3D': 'no-database',
  '08': 'unreachable',
  '57': 'unreachable', // stopping, starting, or a canceled query
};

/** Messages of `pg` about connections, which have no code. */
const CONNECTION_ENDED = /^(Connection terminated|timeout e|Query read timeout)/;

/** Cause and remedy in one line. */
const TEXTS: Readonly<Record<DatabaseFault, string>> = {
  'disk-full': 'the disk of the database is full: free some space, and casts are stored again by themselves',
  'read-only': 'the database is read-only: make it writable, or set DATABASE_URL to the primary server',
  'too-many-connections': 'the database has no free connection: raise its max_connections, or run fewer nodes',
  'access-denied': 'the database rejects the user or the password: check DATABASE_URL',
  'no-database': 'the database does not exist: create it, or check its name in DATABASE_URL',
  unreachable: 'the database does not answer: start it, or check the host and the port in DATABASE_URL',
};

/** @param kind an embedded database is started again by the server */
export function faultText(fault: DatabaseFault, kind: 'embedded' | 'external'): string {
  return kind === 'embedded' && fault === 'unreachable'
    ? 'the database has ended or does not answer: it is started again'
    : TEXTS[fault];
}

/** Why the database cannot be used; undefined if `error` is about something else, such as a row. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  const { code = '', message } = error as Error & { code?: string };
  if (error instanceof pg.DatabaseError) return FAULTS[code] ?? FAULTS[code.slice(0, 2)];
  return /^E[A-Z]+$/.test(code) || CONNECTION_ENDED.test(message) ? 'unreachable' : undefined;
}

/** Whether a connection to the database ended, or did not answer in time. */
export function isConnectionEnd(error: unknown): boolean {
  return error instanceof Error && CONNECTION_ENDED.test(error.message);
}

/** Classes of errors that are no fault of the query: connection, resources, operator intervention, system. */
const TEMPORARY = ['08', '25006', '53', '57', '58'];

/** Whether the same query may succeed later. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true; // there was no answer
  return isTemporaryState(error.code ?? '');
}

/** @param state SQLSTATE; empty if PostgreSQL gave none */
export function isTemporaryState(state: string): boolean {
  return state === '' || TEMPORARY.some((kind) => state.startsWith(kind));
}
