import { expect, test } from 'vitest';
import { CastCounter } from '../../../../apps/api/src/casting/stage/cast-counter.js';

const log = { warn: () => undefined } as never;

test('increments the count, and replaces it with the database’s', async () => {
  const counter = new CastCounter(() => Promise.resolve(7), log);
  counter.add();
  expect([counter.casts, counter.perMinute]).toEqual([1, 1]);
  await counter.count();
  expect(counter.casts).toBe(7);
});

test('counts a cast once if it arrives during a recount', async () => {
  const answers = [7, 8];
  const counter = new CastCounter(() => {
    if (answers.length === 2) counter.add(); // in the database by the second answer
    return Promise.resolve(answers.shift() ?? 0);
  }, log);
  await counter.count();
  expect(counter.casts).toBe(8);
});
