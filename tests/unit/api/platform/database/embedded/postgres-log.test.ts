import { expect, test } from 'vitest';
import { explainOutput } from '../../../../../../apps/api/src/platform/database/embedded/postgres-log.js';

const at = (line: string): string => `2026-11-30 20:15:00.123 UTC [42] ${line}\n`;

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /^the disk of \/data is full: free/],
  ['FATAL:  could not create file "postmaster.pid": Read-only file system', /^the disk of \/data is read-only: mount/],
  ['FATAL:  could not open file "global/pg_control": Permission denied', /^PostgreSQL may not write to \/data: give/],
  ['PANIC:  could not open file "pg_wal/1": Too many open files', /^PostgreSQL has no file handle left: run/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /^PostgreSQL has too little memory: end/],
  [
    'PANIC:  could not locate a valid checkpoint record at 0/1',
    /^could not locate a valid checkpoint record at 0\/1: mend that, or restore a backup with another --data$/,
  ],
  ['LOG:  starting PostgreSQL', /^it ended without a reason, as if it was killed: check that memory is left$/],
])('%s is explained in one line with a remedy', (line, expected) => {
  expect(explainOutput(at('FATAL:  an earlier one') + at(line), '/data')).toMatch(
    line.startsWith('LOG') ? /^an earlier one: / : expected,
  );
  expect(explainOutput(at(line), '/data')).toMatch(expected);
  expect(explainOutput(at(line), '/data')).not.toContain('\n');
});

test('the output of initdb is explained by its last error', () => {
  const output = `creating directory /data/postgres.init-7 ... ok
creating configuration files ... ok
running bootstrap script ... ${at('FATAL:  could not extend file "base/1/1255": No space left on device')}
child process exited with exit code 1
initdb: removing data directory "/data/postgres.init-7"
`;
  expect(explainOutput(output, '/data')).toBe('the disk of /data is full: free at least 32 MB');
  expect(explainOutput('initdb: error: cannot be run as root\ninitdb: hint: log in', '/data')).toBe(
    'cannot be run as root: mend that, or restore a backup with another --data',
  );
});
