import { expect, test } from 'vitest';
import { CastCounter } from '../../../../apps/api/src/casting/stage/cast-counter.js';

const log = { warn: () => undefined } as never;

test('casts are added up, and what was counted in the database replaces the sum', async () => {
  const tally = new CastCounter(() => Promise.resolve(7), log);
  tally.add();
  expect([tally.casts, tally.perMinute]).toEqual([1, 1]);
  await tally.count();
  expect(tally.casts).toBe(7);
});

test('a cast that comes while they are counted is counted once', async () => {
  const answers = [7, 8];
  const tally = new CastCounter(() => {
    if (answers.length === 2) tally.add(); // in the database by the second answer
    return Promise.resolve(answers.shift() ?? 0);
  }, log);
  await tally.count();
  expect(tally.casts).toBe(8);
});
