import { describe, expect, test } from 'vitest';
import { rotation } from '../../../../libs/gesture/src/math/rotation-matrix.js';
import { STEPS } from '../../../../libs/gesture/src/preprocessing/movement-format.js';
import { movementOf } from '../../../../libs/gesture/src/preprocessing/preprocess.js';
import {
  FREQUENCIES,
  reversedSpectra,
  spectraOf,
  variedSpectra,
} from '../../../../libs/gesture/src/preprocessing/spectra.js';

type Series = (seconds: number) => readonly [number, number, number];

/** The spectrum of an acceleration over three seconds. */
function spectrumOf(series: Series): Float32Array {
  const n = 151;
  const acceleration = new Float32Array(3 * n);
  for (let i = 0; i < n; i++) series(i / 50).forEach((value, axis) => (acceleration[axis * n + i] = value));
  return spectraOf({ acceleration, rotation: undefined }).acceleration;
}

const channel = (spectrum: Float32Array, k: number): Float32Array => spectrum.subarray(k * STEPS, (k + 1) * STEPS);
const peakOf = (values: Float32Array): number => FREQUENCIES[values.indexOf(Math.max(...values))] ?? NaN;
const circle =
  (hz: number, phase = 0, sense = 1): Series =>
  (t) => [Math.cos(2 * Math.PI * hz * t + phase), sense * Math.sin(2 * Math.PI * hz * t + phase), 0];

/** Largest difference of two spectra, relative to the largest value. */
function difference(a: Float32Array, b: Float32Array): number {
  const largest = Math.max(...a.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0)))) / largest;
}

/** The strongest frequency along x of a shake with gravity, as a recognizer sees the recording. */
function shakenAt(hz: number, seconds: number): number {
  const t = Float32Array.from({ length: 60 * seconds }, (_, i) => (1000 * i) / 60);
  const axes = (x: (ms: number) => number, z: number) => ({ x: t.map(x), y: t.map(() => 0), z: t.map(() => z) });
  const shake = (ms: number): number => 8 * Math.sin((2 * Math.PI * hz * ms) / 1000);
  const { spectra } = movementOf({ t, linear: axes(shake, 0), gravity: axes(shake, 9.81) }, { spectra: true });
  const powers = [0, 1, 2].map((k) => channel(spectra?.acceleration ?? new Float32Array(), k));
  const [strongest = new Float32Array()] = powers.toSorted((a, b) => Math.max(...b) - Math.max(...a));
  return peakOf(strongest);
}

describe('spectra', () => {
  test.each([2, 5, 12, 25])('of %i s of shaking peak at its frequency', (seconds) => {
    expect(Math.abs(Math.log(shakenAt(2, seconds) / 2))).toBeLessThan(0.06);
  });

  test('peak at the frequency of the movement, on its axis', () => {
    const spectrum = spectrumOf((t) => [0, 5 * Math.sin(2 * Math.PI * 3 * t), 0]);
    expect(Math.abs(Math.log(peakOf(channel(spectrum, 1)) / 3))).toBeLessThan(0.06);
    expect(Math.max(...channel(spectrum, 0), ...channel(spectrum, 2))).toBeLessThan(1e-9);
  });

  test('do not depend on where in its cycle a movement begins', () => {
    expect(difference(spectrumOf(circle(2)), spectrumOf(circle(2, 1.7)))).toBeLessThan(0.02);
  });

  test('tell which way round a circle goes', () => {
    const [there, back] = [spectrumOf(circle(2)), spectrumOf(circle(2, 0, -1))];
    const around = (spectrum: Float32Array): number => channel(spectrum, 6).reduce((sum, value) => sum + value, 0);
    expect(around(there)).toBeGreaterThan(0);
    expect(around(back)).toBeCloseTo(-around(there), 4);
    const backwards = reversedSpectra({ acceleration: there, rotation: undefined }).acceleration;
    expect(difference(back, backwards)).toBeLessThan(0.02);
  });

  test('rotate like the movement', () => {
    const turn = rotation(0.4, -0.7, 1.1);
    const tilted: Series = (t) => {
      const [x, y, z] = [Math.cos(12 * t), 2 * Math.sin(12 * t + 0.4), Math.sin(24 * t)];
      return [x, y, z];
    };
    const turned: Series = (t) => {
      const [x, y, z] = tilted(t);
      return turn.map(([a, b, c]) => a * x + b * y + c * z) as [number, number, number];
    };
    const rotated = variedSpectra({ acceleration: spectrumOf(tilted), rotation: undefined }, turn, 1).acceleration;
    expect(difference(spectrumOf(turned), rotated)).toBeLessThan(1e-4);
  });

  test('move to the frequencies of a faster movement', () => {
    const faster = variedSpectra({ acceleration: spectrumOf(circle(2)), rotation: undefined }, rotation(0, 0, 0), 1.5);
    expect(Math.abs(Math.log(peakOf(channel(faster.acceleration, 0)) / 3))).toBeLessThan(0.1);
  });
});
