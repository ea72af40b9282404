import { seeded } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { fitLogistic, sigmoid } from '../../../../libs/recognition/src/regression/logistic-regression.js';

test('slopes and offset are recovered from drawn classes', () => {
  const random = seeded(2);
  const rows = Array.from({ length: 4000 }, () => [4 * random() - 2, 4 * random() - 2]);
  const isFirst = rows.map(([a = 0, b = 0]) => random() < sigmoid(2 * a - b + 0.5));
  const found = fitLogistic(
    rows,
    isFirst,
    rows.map(() => 1),
  );
  const { slopes, offset } = found;
  expect(slopes[0]).toBeCloseTo(2, 0);
  expect(slopes[1]).toBeCloseTo(-1, 0);
  expect(offset).toBeCloseTo(0.5, 0);
  expect(found.margin([1, 1])).toBeCloseTo((slopes[0] ?? NaN) + (slopes[1] ?? NaN) + offset);
});

test('a row with weight two equals two rows', () => {
  const rows = [[0], [1], [2], [0.5], [1.5]];
  const isFirst = [false, true, true, true, false];
  const twice = fitLogistic([...rows, [1.5]], [...isFirst, false], [1, 1, 1, 1, 1, 1]);
  const weighted = fitLogistic(rows, isFirst, [1, 1, 1, 1, 2]);
  expect(weighted.slopes[0]).toBeCloseTo(twice.slopes[0] ?? NaN, 6);
  expect(weighted.offset).toBeCloseTo(twice.offset, 6);
});

test('separable classes, or a single one, keep it finite', () => {
  for (const isFirst of [
    [false, false, true, true],
    [true, true, true, true],
  ]) {
    // prettier-ignore
    const { slopes, offset } = fitLogistic([[0], [1], [8], [9]], isFirst, [1, 1, 1, 1]);
    expect([...slopes, offset].every(Number.isFinite)).toBe(true);
  }
});
