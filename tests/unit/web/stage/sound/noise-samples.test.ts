import { describe, expect, test } from 'vitest';
import { clapSamples, fizzleSamples, rollSamples } from '../../../../../apps/web/src/stage/sound/voices/noise-samples';

const RATE = 16_000;
const peakOf = (samples: Float32Array): number => samples.reduce((peak, one) => Math.max(peak, Math.abs(one)), 0);
/** Changes of sign per second: a rough pitch of noise. */
function crossings(samples: Float32Array): number {
  return (samples.filter((one, i) => i > 0 && one * (samples[i - 1] ?? 0) < 0).length * RATE) / samples.length;
}

describe('noises', () => {
  test.each([
    ['a fizzle', fizzleSamples(RATE)],
    ['a clap', clapSamples(RATE, 1_200, 1)],
    ['a drum roll', rollSamples(RATE)],
  ])('%s peaks at 1', (_, samples) => {
    expect(peakOf(samples)).toBeCloseTo(1);
  });

  test('a fizzle falls in pitch, and ends in silence', () => {
    const samples = fizzleSamples(RATE);
    const quarter = samples.length >> 2;
    expect(crossings(samples.subarray(0, quarter))).toBeGreaterThan(2 * crossings(samples.subarray(2 * quarter)));
    expect(peakOf(samples.subarray(-100))).toBeLessThan(0.01);
  });

  test('claps of two hands differ', () => {
    expect(clapSamples(RATE, 1_200, 1)).not.toEqual(clapSamples(RATE, 1_200, 2));
  });

  test('a drum roll repeats without a step between its end and its start', () => {
    const samples = rollSamples(RATE);
    const steps = samples.map((one, i) => Math.abs(one - (samples[i - 1] ?? one)));
    expect(Math.abs((samples[0] ?? 0) - (samples.at(-1) ?? 0))).toBeLessThanOrEqual(peakOf(steps));
  });
});
