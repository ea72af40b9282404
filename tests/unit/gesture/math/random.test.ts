import { gaussian, seeded, shuffled } from '@wandcast/gesture';
import { expect, test } from 'vitest';

test('equal seeds give equal numbers, different seeds different ones', () => {
  const draw = (seed: number): number[] => Array.from({ length: 5 }, seeded(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('uniform numbers fill [0, 1) evenly', () => {
  const random = seeded(3);
  const tenths = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const tenth = Math.floor(10 * random());
    tenths[tenth] = (tenths[tenth] ?? NaN) + 1;
  }
  expect(Math.min(...tenths)).toBeGreaterThan(900);
  expect(tenths.reduce((sum, count) => sum + count)).toBe(10_000);
});

test('gaussian numbers have mean 0, variance 1 and normal tails, even if the source returns 0', () => {
  const random = seeded(4);
  const draws = Array.from({ length: 20_000 }, () => gaussian(random));
  const mean = draws.reduce((sum, x) => sum + x) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length).toBeCloseTo(1, 1);
  expect(draws.filter((x) => Math.abs(x) > 1.96).length / draws.length).toBeCloseTo(0.05, 2);
  expect(Number.isFinite(gaussian(() => 0))).toBe(true);
});

test('shuffling keeps every item and the original, and is reproducible', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const mixed = shuffled(items, seeded(5));
  expect(mixed).not.toEqual(items);
  expect([...mixed].sort((a, b) => a - b)).toEqual(items);
  expect(shuffled(items, seeded(5))).toEqual(mixed);
});
