import { expect, test } from 'vitest';
import { nameStatements } from '../../../../../apps/api/src/platform/database/statement-names.js';

test('a statement gets a name of its own when it comes for the third time', () => {
  const nameOf = nameStatements();
  const [one, other] = [{ sql: 'SELECT 1' }, { sql: 'SELECT 2' }];
  expect([nameOf(one), nameOf(one), nameOf(other)]).toEqual(['', '', '']);
  const name = nameOf(one);
  expect(name).not.toBe('');
  expect(nameOf(other)).toBe('');
  expect(nameOf(other)).not.toBe(name);
  expect(nameOf(one)).toBe(name);
});

test('a connection keeps at most 300 prepared, however many lengths lists have', () => {
  const nameOf = nameStatements();
  const names = new Set<string>();
  for (let length = 0; length < 10_000; length++)
    for (let use = 0; use < 4; use++) names.add(nameOf({ sql: `SELECT ${length}` }));
  names.delete('');
  expect(names.size).toBe(300);
  expect(nameOf({ sql: 'SELECT 0' })).not.toBe(''); // the first ones keep theirs
});
