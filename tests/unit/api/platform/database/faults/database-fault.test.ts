import pg from 'pg';
import { expect, test } from 'vitest';
import {
  databaseFault,
  failingText,
  faultText,
} from '../../../../../../apps/api/src/platform/database/faults/database-fault.js';

const ofDatabase = (code: string): Error => Object.assign(new pg.DatabaseError('could not', 9, 'error'), { code });
const ofNode = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

test.each([
  [ofDatabase('53100'), 'disk-full'],
  [ofDatabase('53000'), 'no-file-handles'],
  [ofDatabase('53300'), 'too-many-connections'],
  [ofDatabase('42501'), 'access-denied'],
  [ofDatabase('42P01'), undefined],
  [ofDatabase('57P03'), 'unreachable'],
  [ofDatabase('58030'), undefined],
  [ofNode('EMFILE'), 'no-file-handles'],
  [ofNode('ENFILE'), 'no-file-handles'],
  [ofNode('ECONNREFUSED'), 'unreachable'],
])('%s is the fault %s', (error, fault) => {
  expect(databaseFault(error)).toBe(fault);
  const text = fault === undefined ? failingText(error) : faultText(fault as 'disk-full', 'external');
  expect(text).toMatch(/^the .+: .{5,}$/); // cause and remedy
});

test('any other error of the database is quoted in one line, with a remedy', () => {
  expect(failingText(new Error('could not read block 5: Input/output error\nHINT: none'))).toBe(
    'the database rejects writes (could not read block 5: Input/output error): mend that, then restart the database',
  );
});
