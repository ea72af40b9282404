import type { StorageFaultName } from '@wandcast/protocol';
import pg from 'pg';

export type DatabaseFault = Exclude<StorageFaultName, 'failing'>;

/** By SQLSTATE, or its class in two characters. */
const FAULTS: Readonly<Record<string, DatabaseFault>> = {
  '53100': 'disk-full',
  '25006': 'read-only',
  '53300': 'too-many-connections',
  '53000': 'no-file-handles', // of PostgreSQL, see errcode_for_file_access
  '28': 'access-denied',
  '42501': 'access-denied', // the role may not write this table
  '3D': 'no-database',
  '08': 'unreachable',
  '57': 'unreachable', // stopping, starting, or a canceled query
};

/** Codes of Node: this process, or the machine, has no file handle left for a connection. */
const NO_FILE_HANDLES = ['EMFILE', 'ENFILE'];

/** Codes of Node about a connection. */
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Messages of `pg` about connections, which have no code. */
const CONNECTION_ENDED = /^(Connection terminated|timeout e|Query read timeout)/;

/** Cause and remedy in one line. */
const TEXTS: Readonly<Record<DatabaseFault, string>> = {
  'disk-full': 'the disk of the database is full: free some space, and casts are stored again by themselves',
  'read-only': 'the database is read-only: make it writable, or set DATABASE_URL to the primary server',
  'too-many-connections': 'the database has no free connection: raise its max_connections, or run fewer nodes',
  'no-file-handles':
    'the server or its database has no file handle left: restart the server after `ulimit -n 65536`, or with fewer phones',
  'access-denied': 'the database rejects the user or the password: check DATABASE_URL, and what its role may do',
  'no-database': 'the database does not exist: create it, or check its name in DATABASE_URL',
  unreachable: 'the database does not answer: start it, or check the host and the port in DATABASE_URL',
};

/** Cause and remedy in one line that everyone may read, for errors that are none of {@link DatabaseFault}. */
export const FAILING_TEXT = 'the database rejects writes: check its disk and memory, then restart it';

/** Longest message of PostgreSQL that a line quotes. */
const MOST_QUOTED = 200;

/** The same for the log alone: what PostgreSQL says may name roles, databases and addresses. */
export function failingText({ message }: Error): string {
  const [cause = ''] = message.split('\n', 1);
  return `the database rejects writes (${cause.slice(0, MOST_QUOTED)}): mend that, then restart the database`;
}

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
  if (NO_FILE_HANDLES.includes(code)) return 'no-file-handles';
  return /^E[A-Z]+$/.test(code) || CONNECTION_ENDED.test(message) ? 'unreachable' : undefined;
}

/** Classes of errors that are no fault of the query: connection, resources, rights, operator intervention, system. */
const TEMPORARY = ['08', '25006', '42501', '53', '57', '58'];

/** Whether the same query may succeed later. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true; // there was no answer
  const { code = '' } = error;
  return code === '' || isTemporaryState(code);
}

/** The same by SQLSTATE. */
export function isTemporaryState(state: string): boolean {
  return TEMPORARY.some((kind) => state.startsWith(kind));
}

/** Whether the connection to the database was refused, or has ended, or does not answer. */
export function isConnectionLost({ code = '', message }: Error & { code?: string }): boolean {
  return NETWORK.includes(code) || CONNECTION_ENDED.test(message);
}
