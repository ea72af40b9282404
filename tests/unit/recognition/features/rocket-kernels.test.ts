import { gaussian, seeded } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { RocketKernels } from '../../../../libs/recognition/src/features/rocket-kernels.js';

const [channels, steps] = [3, 64];
const random = seeded(2);
const series = Array.from({ length: 12 }, () =>
  Float32Array.from({ length: channels * steps }, () => gaussian(random)),
);
const fit = (features: number, seed = 1): RocketKernels =>
  RocketKernels.fit(series, { channels, steps, features }, seeded(seed));
const features = (kernels: RocketKernels, one: Float32Array): Float32Array => {
  const row = new Float32Array(kernels.size);
  kernels.transform(one, row, 0);
  return row;
};
const first = series[0] ?? new Float32Array();

test('features come in whole kernels: four numbers for each of 84 kernels and each bias', () => {
  expect(fit(1000).size).toBe(4 * 84 * 2);
  expect(fit(1).size).toBe(4 * 84);
});

test('kernels are reproducible by seed and differ between seeds', () => {
  expect(features(fit(1000), first)).toEqual(features(fit(1000), first));
  expect(features(fit(1000, 2), first)).not.toEqual(features(fit(1000), first));
});

test('features are equal after saving and restoring', () => {
  const kernels = fit(2600);
  const saved = JSON.parse(JSON.stringify(kernels.save())) as ReturnType<RocketKernels['save']>;
  expect(features(RocketKernels.restore(saved), first)).toEqual(features(kernels, first));
});

test.each([
  ['a dilation that no kernel has', [8, 0, [0], 1, [0]]],
  ['a dilation of no steps', [0, 0, [0], 1, [0]]],
  ['a part of a step', [1.5, 0, [0], 1, [0]]],
  ['a channel that the series lacks', [1, 0, [0, 3], 1, [0]]],
  ['a kernel that does not exist', [1, 84, [0], 1, [0]]],
  ['no channel', [1, 0, [], 1, [0]]],
  ['no bias', [1, 0, [0], 1, []]],
])('stored kernels with %s are refused as damaged', (_, convolution) => {
  expect(() => RocketKernels.restore({ channels, steps, convolutions: [convolution] })).toThrow(
    expect.objectContaining({ code: 'damaged' }),
  );
});

test('stored kernels of a series without an end are refused as damaged', () => {
  for (const size of [{ channels: 2 ** 28 }, { steps: 2 ** 28 }, { steps: 65 }, { steps: 8 }, { channels: 0 }])
    expect(() => RocketKernels.restore({ channels, steps, convolutions: [], ...size })).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    );
});

test('series with more steps than pooling has bits are refused', () => {
  const long = { channels: 1, steps: 65, features: 1 };
  expect(() => RocketKernels.fit([new Float32Array(65)], long, seeded(1))).toThrow(RangeError);
});

test('features are finite, and shares between 0 and 1', () => {
  const kernels = fit(2600);
  for (const one of [...series, new Float32Array(channels * steps)]) {
    const row = features(kernels, one);
    expect(row.every(Number.isFinite)).toBe(true);
    for (let i = 0; i < row.length; i += 4) {
      expect(row[i]).toBeGreaterThanOrEqual(0);
      expect(row[i]).toBeLessThanOrEqual(1);
      expect(row[i + 3]).toBeLessThanOrEqual(row[i] ?? 0); // no run is longer than the number of values above
    }
  }
});

test('a convolution matches its definition', () => {
  const kernels = fit(1);
  const [dilation, kernel, chosen, padded, [bias = NaN]] = (
    kernels.save()['convolutions'] as unknown as [number, number, number[], number, number[]][]
  )[0] ?? [1, 0, [], 0, []];
  expect([dilation, kernel, padded]).toEqual([1, 0, 0]); // heavy taps 0, 1 and 2
  const sums = Array.from({ length: steps - 8 }, (_, t) =>
    chosen.reduce((sum, channel) => {
      const tap = (k: number): number => first[channel * steps + t + k] ?? NaN;
      const light = [3, 4, 5, 6, 7, 8].reduce((total, k) => total - tap(k), 0);
      return sum + light + 2 * (tap(0) + tap(1) + tap(2));
    }, 0),
  );
  expect(features(kernels, first)[0]).toBeCloseTo(sums.filter((sum) => sum > bias).length / sums.length, 5);
});

test('an invalid description of kernels is rejected', () => {
  expect(() => RocketKernels.restore({ channels: 3 })).toThrow('not described');
  expect(() => RocketKernels.restore({ channels: 3, steps: 64, convolutions: [[1, 84, [0], 0, [0]]] })).toThrow('84');
});
