import { gaussian, seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import {
  F32,
  F64,
  TAPS,
  addressesOf,
  doublesAt,
  loops,
  valuesAt,
} from '../../../../libs/recognition/src/features/convolution-loops.js';
import { RocketKernels } from '../../../../libs/recognition/src/features/rocket-kernels.js';

const noise = (length: number, seed: number): Float32Array => {
  const random = seeded(seed);
  return Float32Array.from({ length }, () => gaussian(random));
};

describe.each([4, 8, 13, 64])('the loops on %i steps compute what JavaScript does, bit by bit', (steps) => {
  const dilation = 3;
  const padded = noise(steps + (TAPS - 1) * dilation, steps);
  const at = addressesOf({ padded: padded.length, sums: steps, output: steps, features: 8 });
  const arrays = (): Record<'padded' | 'output' | 'features', Float32Array> &
    Record<'wide' | 'sums', Float64Array> => ({
    padded: valuesAt(at.padded, padded.length),
    wide: doublesAt(at.wide, padded.length),
    sums: doublesAt(at.sums, steps),
    output: valuesAt(at.output, steps),
    features: valuesAt(at.features, 8),
  });

  test('for sums of taps', () => {
    const { padded: input, sums } = arrays();
    input.set(padded);
    loops.sumTaps(at.sums, at.sums + F64 * steps, at.padded, F32 * dilation);
    const expected = new Float32Array(steps);
    for (let tap = 0; tap < TAPS; tap++)
      for (let t = 0; t < steps; t++) expected[t] = (expected[t] ?? NaN) - (padded[t + tap * dilation] ?? NaN);
    expect([...sums]).toEqual([...expected]);
  });

  test('for heavy taps', () => {
    const { wide: input, sums, output } = arrays();
    input.set(padded);
    sums.set(noise(steps, 1));
    output.set(noise(steps, 2));
    const from = [0, 2, 5].map((tap) => tap * dilation) as [number, number, number];
    const tap = (t: number, i: 0 | 1 | 2): number => padded[from[i] + t] ?? NaN;
    const expected = output.map((value, t) => value + (sums[t] ?? NaN) + 3 * (tap(t, 0) + tap(t, 1) + tap(t, 2)));
    const [a, b, c] = from.map((value) => at.wide + F64 * value) as [number, number, number];
    loops.addTaps(at.output, at.output + F32 * steps, at.sums, a, b, c);
    expect([...output]).toEqual([...expected]);
  });

  test.each([-9, 0, Math.fround(0.3), 9])('for features of values above %d', (bias) => {
    const { output, features } = arrays();
    output.set(noise(steps, 3));
    let [above, excess, positions, run, longest] = [0, 0, 0, 0, 0];
    for (const [t, value] of output.entries()) {
      const over = value - bias;
      run = over > 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
      if (over > 0) [above, excess, positions] = [above + 1, excess + over, positions + t];
    }
    const none = above === 0;
    const mean = [above / steps, none ? 0 : excess / above, none ? -1 : positions / above / steps, longest / steps];
    loops.pool(at.output, at.output + F32 * steps, bias, at.features);
    expect([...features.subarray(0, 4)]).toEqual([...Float32Array.from(mean)]);
  });
});

test('kernels do not disturb each other, although they share a memory that grows for large ones', () => {
  const [small, large] = [
    { channels: 2, steps: 64 },
    { channels: 640, steps: 64 },
  ] as const;
  const series = [noise(small.channels * small.steps, 4), noise(large.channels * large.steps, 5)] as const;
  const kernels = [small, large].map((size, i) =>
    RocketKernels.fit([series[i] ?? new Float32Array()], { ...size, features: 400 }, seeded(6)),
  );
  const features = (i: 0 | 1): Float32Array => {
    const row = new Float32Array(kernels[i]?.size ?? 0);
    kernels[i]?.transform(series[i], row, 0);
    return row;
  };
  const first = features(0);
  const huge = features(1);
  expect(features(0)).toEqual(first);
  expect(features(1)).toEqual(huge);
  expect(huge.every(Number.isFinite)).toBe(true);
});
