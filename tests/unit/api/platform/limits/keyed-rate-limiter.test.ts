import { expect, test } from 'vitest';
import { KeyedRateLimiter } from '../../../../../apps/api/src/platform/limits/keyed-rate-limiter.js';

test('allows a number of actions in any window, for each key', () => {
  const limiter = new KeyedRateLimiter(3, 1_000);
  expect([0, 100, 200, 300, 999].map((now) => limiter.allows('one', now))).toEqual([true, true, true, false, false]);
  expect(limiter.allows('other', 300)).toBe(true);
  expect([1_000, 1_050, 1_100, 1_200].map((now) => limiter.allows('one', now))).toEqual([true, false, true, true]);
});

test('does not count refused actions: trying without a pause does not keep a key locked', () => {
  const limiter = new KeyedRateLimiter(1, 1_000);
  const allowed = Array.from({ length: 50 }, (_, i) => i * 100).filter((now) => limiter.allows('one', now));
  expect(allowed).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
});

test('still limits a key that acts while others are dropped', () => {
  const limiter = new KeyedRateLimiter(2, 1_000);
  for (let now = 0; now < 5_000; now += 10) limiter.allows(`key ${now}`, now);
  expect([5_000, 5_001, 5_002].map((now) => limiter.allows('one', now))).toEqual([true, true, false]);
});

test('an action that is given back does not count', () => {
  const limiter = new KeyedRateLimiter(2, 1_000);
  expect([limiter.allows('ada', 0), limiter.allows('ada', 1), limiter.isExhausted('ada', 2)]).toEqual([
    true,
    true,
    true,
  ]);
  limiter.giveBack('ada');
  expect([limiter.isExhausted('ada', 3), limiter.isExhausted('bea', 3)]).toEqual([false, false]);
  expect([limiter.allows('ada', 4), limiter.allows('ada', 5)]).toEqual([true, false]);
  expect(limiter.isExhausted('ada', 1_001)).toBe(false); // the first one is over
});
