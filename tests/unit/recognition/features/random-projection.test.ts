import { gaussian, seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { PROJECTED_SIZE, RandomProjection } from '../../../../libs/recognition/src/features/random-projection.js';

const rowOf = (size: number, seed: number): Float32Array => {
  const random = seeded(seed);
  return Float32Array.from({ length: size }, () => gaussian(random));
};
/** The projection of a row with a single feature: one column of the matrix. */
const column = (projection: RandomProjection, size: number, feature: number): Float32Array =>
  projection.project(Float32Array.from({ length: size }, (_, i) => (i === feature ? 1 : 0)));

describe('a random projection', () => {
  test.each([1, 3, 4, 6, 40, 43])('of %i features is the sum of what each of them contributes', (size) => {
    const weights = rowOf(size, 1).map(Math.abs);
    const projection = new RandomProjection(weights);
    const row = rowOf(size, 2);
    const sums = new Float64Array(PROJECTED_SIZE);
    for (let feature = 0; feature < size; feature++)
      column(projection, size, feature).forEach(
        (value, i) => (sums[i] = (sums[i] ?? NaN) + value * (row[feature] ?? 0)),
      );
    const values = projection.project(row);
    expect(values).toHaveLength(PROJECTED_SIZE);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(sums[i] ?? NaN, 5);
    });
  });

  test('keeps distances of long rows, by the weights', () => {
    const size = 4_000;
    const projection = new RandomProjection(new Float32Array(size).fill(2));
    const [a, b] = [rowOf(size, 3), rowOf(size, 4)];
    const apart = (x: Float32Array, y: Float32Array): number =>
      Math.hypot(...x.map((value, i) => value - (y[i] ?? NaN)));
    const ratio = apart(projection.project(a), projection.project(b)) / (2 * apart(a, b));
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.3);
  });
});
