import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ConvolutionPlan,
  reachOf,
  type Convolution,
} from '../../../../libs/recognition/src/features/convolution-plan.js';

const value = fc.float({ min: -100, max: 100, noNaN: true });

/** The output of a convolution by its definition, each channel rounded to 32 bits. */
function convolved({ dilation, taps, channels, padded }: Convolution, series: Float32Array, steps: number): number[] {
  const margin = padded ? 0 : 4 * dilation;
  return Array.from({ length: steps - 2 * margin }, (_, i) => {
    let output = 0;
    for (const channel of channels) {
      const tapAt = (tap: number): number => {
        const step = i + margin + (tap - 4) * dilation;
        return step < 0 || step >= steps ? 0 : (series[channel * steps + step] ?? NaN);
      };
      let sums = 0;
      for (let tap = 0; tap < 9; tap++) sums = Math.fround(sums - tapAt(tap));
      const [a, b, c] = taps.map(tapAt) as [number, number, number];
      output = Math.fround(output + sums + 3 * (a + b + c));
    }
    return output;
  });
}

/** Share above the bias, mean excess, mean position and longest run. */
function pooled(values: readonly number[], bias: number): number[] {
  let [above, excess, positions, run, longest] = [0, 0, 0, 0, 0];
  values.forEach((one, step) => {
    run = one > bias ? run + 1 : 0;
    longest = Math.max(longest, run);
    if (one > bias) [above, excess, positions] = [above + 1, excess + (one - bias), positions + step];
  });
  const { length } = values;
  if (above === 0) return [0, 0, -1, 0];
  return [above / length, excess / above, positions / above / length, longest / length];
}

const planned = fc
  .record({ steps: fc.integer({ min: 9, max: 64 }), channels: fc.integer({ min: 1, max: 5 }) })
  .chain(({ steps, channels }) =>
    fc.record({
      steps: fc.constant(steps),
      channels: fc.constant(channels),
      series: fc.float32Array({ min: -100, max: 100, noNaN: true, minLength: channels * steps, maxLength: channels * steps }), // prettier-ignore
      convolutions: fc.array(
        fc.record({
          dilation: fc.integer({ min: 1, max: reachOf(steps) / 4 }),
          taps: fc
            .uniqueArray(fc.nat(8), { minLength: 3, maxLength: 3 })
            .map((taps) => taps as [number, number, number]),
          channels: fc.uniqueArray(fc.nat(channels - 1), { minLength: 1 }),
          padded: fc.boolean(),
          biases: fc.array(value, { minLength: 1, maxLength: 3 }).map((biases) => Float32Array.from(biases)),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  );

test('features equal their definition for any series and kernels', () => {
  fc.assert(
    fc.property(planned, ({ steps, channels, series, convolutions }) => {
      const plan = new ConvolutionPlan({ channels, steps }, convolutions);
      const features = new Float32Array(plan.size);
      plan.transform(series, features, 0);
      const expected = convolutions.flatMap((one) =>
        [...one.biases].flatMap((bias) => pooled(convolved(one, series, steps), bias)),
      );
      expect(features).toHaveLength(expected.length);
      // Sums are rounded to 64 bits in another order.
      expected.forEach((feature, i) => {
        expect(Math.abs((features[i] ?? NaN) - feature)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(feature)));
      });
    }),
  );
});

test('the output of one convolution equals its definition, bit by bit', () => {
  fc.assert(
    fc.property(planned, ({ steps, channels, series, convolutions }) => {
      const plan = new ConvolutionPlan({ channels, steps }, convolutions);
      const outputs = convolutions.map((_, i) => [...plan.outputOf(i, series)]);
      // Adding zero removes the sign of a zero, which has no meaning.
      const unsigned = (rows: number[][]): number[][] => rows.map((row) => row.map((one) => one + 0));
      expect(unsigned(outputs)).toEqual(unsigned(convolutions.map((one) => convolved(one, series, steps))));
    }),
  );
});

test('a run as long as the series is found', () => {
  const biases = Float32Array.of(-1, 1);
  const convolution: Convolution = { dilation: 1, taps: [0, 1, 2], channels: [0], padded: true, biases };
  const plan = new ConvolutionPlan({ channels: 1, steps: 64 }, [convolution]);
  const features = new Float32Array(plan.size);
  plan.transform(new Float32Array(64), features, 0);
  expect([...features]).toEqual([1, 1, 31.5 / 64, 1, 0, 0, -1, 0]);
});
