import { SEAL_BARS, SEAL_BAR_MS } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { LiveSeal } from '../../../../apps/api/src/casting/stage/live-seal.js';
import { CastsPerMinute } from '../../../../apps/api/src/casting/stage/casts-per-minute.js';
import { newEventCode } from '../../../../apps/api/src/rooms/events/event-code.js';
import { eventCode } from '@wandcast/protocol/schemas';

const times = (count: number, every = 16) => Float32Array.from({ length: count }, (_, i) => i * every);

test('a live seal grows one bar per interval', () => {
  const seal = new LiveSeal();
  seal.grow(times(20), () => 9);
  expect(seal.take()).toEqual([0, ...new Array<number>(Math.floor((19 * 16) / SEAL_BAR_MS)).fill(50)]);
  expect(seal.take()).toBeUndefined();
  seal.grow(times(40), () => 18);
  const [first, ...bars] = seal.take() ?? [];
  expect(first).toBe(7);
  expect(bars.length).toBe(Math.floor((39 * 16) / SEAL_BAR_MS) - 7);
});

test('intervals without a sample repeat the last value', () => {
  const seal = new LiveSeal();
  seal.grow(times(10, 100), () => 9);
  expect(
    seal
      .take()
      ?.slice(1)
      .every((bar) => bar === 50),
  ).toBe(true);
});

test('a cast longer than the seal adds no further bars', () => {
  const seal = new LiveSeal();
  seal.grow(times(600), () => 9);
  expect(seal.take()).toHaveLength(1 + SEAL_BARS);
});

test('casts per minute are those of the last sixty seconds', () => {
  const minute = new CastsPerMinute();
  for (const at of [0, 1_000, 59_000, 61_000]) minute.add(at);
  expect(minute.count(60_500)).toBe(3);
  expect(minute.count(130_000)).toBe(0);
});

test('a join code is valid in lower case and contains no 0 or 1', () => {
  let n = 0;
  for (let i = 0; i < 500; i++) {
    const code = newEventCode(() => (n = (n + 0.137) % 1));
    expect(eventCode.parse(code.toLowerCase())).toBe(code);
    expect(code).not.toMatch(/[01]/);
  }
});
