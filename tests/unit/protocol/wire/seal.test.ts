import { SEAL_BARS, barLength, sealOf } from '@wandcast/protocol';
import { expect, test } from 'vitest';

test('a seal has the same number of bars for a cast of any duration', () => {
  for (const count of [4, 60, 280, 2_632]) {
    const times = Float32Array.from({ length: count }, (_, i) => i * 10.6);
    const seal = sealOf(
      times,
      times.map(() => 9),
    );
    expect(seal).toHaveLength(SEAL_BARS);
    expect(new Set(seal)).toEqual(new Set([barLength(9)]));
  }
});

test('a seal shows a peak at its position in time', () => {
  const times = Float32Array.from({ length: 300 }, (_, i) => i * 10);
  const seal = sealOf(
    times,
    times.map((_, i) => (i > 150 && i < 156 ? 15 : 0.5)),
  );
  expect(seal.indexOf(Math.max(...seal))).toBe(36);
  expect(seal[10]).toBeLessThan(10);
});

test('a bar has its full length from a flick on', () => {
  expect([0, 18, 400].map(barLength)).toEqual([0, 99, 99]);
});
