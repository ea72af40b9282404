import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeldAnswers } from '../../../../../apps/api/src/platform/failures/held-answers.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an answer is sent a quarter of a second later, once', () => {
  const held = new HeldAnswers(250);
  const send = vi.fn();
  held.add(send);
  vi.advanceTimersByTime(249);
  expect(send).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(send).toHaveBeenCalledTimes(1);
});

test('beyond two thousand, answers are sent at once, until others have gone', () => {
  const held = new HeldAnswers(250);
  for (let n = 0; n < 2_000; n++) held.add(() => undefined);
  const [early, late] = [vi.fn(), vi.fn()];
  held.add(early);
  expect(early).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  held.add(late);
  expect(late).not.toHaveBeenCalled();
});

test('once released, everything is sent at once', async () => {
  const held = new HeldAnswers(250);
  const send = vi.fn();
  held.add(send);
  held.release();
  expect(send).toHaveBeenCalledTimes(1);
  await held.hold();
  vi.advanceTimersByTime(250);
  expect(send).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});
