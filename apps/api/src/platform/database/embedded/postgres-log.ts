import fs from 'node:fs';
import path from 'node:path';
import { diskFullText, freeBytes, LATER_START } from './data-folder.js';

/** How much of the log's end is read, bytes. */
const READ_BYTES = 16_384;

/** What PostgreSQL tells a client that it does not let in; it goes on. */
const OF_CLIENTS =
  /the database system is|terminating connection|authentication failed|no pg_hba.conf|does not exist$|connection slots|too many clients/;

/** Cause and remedy by what PostgreSQL wrote; the first that matches. Anything else is quoted. */
const KNOWN: readonly (readonly [pattern: RegExp, text: (folder: string) => string])[] = [
  [/No space left on device|Disk quota exceeded/, (folder) => diskFullText(folder, LATER_START.advised)],
  [/Read-only file system/, (folder) => `the disk of ${folder} is read-only: mount it writable`],
  [
    /Permission denied|Operation not permitted/,
    (folder) => `PostgreSQL may not write to ${folder}: give the folder to its user with chown`,
  ],
  [/Too many open files/, () => 'PostgreSQL has no file handle left: run `ulimit -n 65536` and start again'],
  [
    /Cannot allocate memory|out of memory|could not (?:map|create) .*shared memory/,
    () => 'PostgreSQL has too little memory: end other programs',
  ],
];

/** The last reason why PostgreSQL ended, from its log, and what to do. */
export function lastFault(folder: string): string {
  // Then it may not have been able to log why.
  if (freeBytes(folder) < LATER_START.least) return diskFullText(folder, LATER_START.advised);
  const file = path.join(folder, 'postgres.log');
  return `${explainOutput(endOf(file), folder)} (${file})`;
}

/** Cause and remedy in one line. @param output of PostgreSQL or initdb */
export function explainOutput(output: string, folder: string): string {
  const faults = output.match(/(?:FATAL|PANIC|initdb: error): .*/g)?.filter((line) => !OF_CLIENTS.test(line));
  const fault = faults?.at(-1)?.replace(/^(?:initdb: )?\w+: +/, '');
  if (fault === undefined) return 'it ended without a reason, as if it was killed: check that memory is left';
  const [, text] = KNOWN.find(([pattern]) => pattern.test(fault)) ?? [];
  return text?.(folder) ?? `${fault}: mend that, or restore a backup with another --data`;
}

function endOf(file: string): string {
  try {
    const log = fs.openSync(file, 'r');
    try {
      const { size } = fs.fstatSync(log);
      const bytes = Buffer.alloc(Math.min(size, READ_BYTES));
      fs.readSync(log, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8');
    } finally {
      fs.closeSync(log);
    }
  } catch {
    return '';
  }
}
