import type { RotationMatrix } from '../orientation/held-signal.js';
import { meanOf } from '../math/series.js';
import type { TimeWindow } from '../signal/trim.js';
import { STEPS } from './movement-format.js';
import type { Movement } from './preprocess.js';

/** Three powers, then the real and then the imaginary parts of the products of two axes: xy, yz, zx. */
export const SPECTRUM_CHANNELS = 9;

/**
 * Cross-spectral matrices of a movement at STEPS frequencies in equal ratios. They tell how strong each frequency is
 * along each axis, and by their imaginary parts which way round, but not when: a repeated movement has the same
 * wherever its recording begins. SPECTRUM_CHANNELS x STEPS each, channel-major.
 */
export interface Spectra {
  /** Of the acceleration, (m/s^2)^2. */
  readonly acceleration: Float32Array;
  /** Of the rotation rate, (degrees/s)^2; undefined if the phone has no gyroscope. */
  readonly rotation: Float32Array | undefined;
}

/** Samples per second of a movement in real time, fewest and most of them. */
const TICK_HZ = 50;
const TICKS = [16, 300] as const;
/** Lowest and highest frequency, Hz. */
const LOWEST = 0.4;
const HIGHEST = 12;
/** Ratio of neighboring frequencies, as a logarithm. */
const LOG_RATIO = Math.log(HIGHEST / LOWEST) / (STEPS - 1);

/** Frequencies of a spectrum, Hz. */
export const FREQUENCIES = Float64Array.from({ length: STEPS }, (_, k) => LOWEST * Math.exp(LOG_RATIO * k));

/** The beginning of a movement that TICKS hold, 6 s: a longer one goes on likewise. */
export function spectralWindow({ from, to }: TimeWindow): TimeWindow {
  return { from, to: Math.min(to, from + ((TICKS[1] - 1) * 1000) / TICK_HZ) };
}

/** Samples of a movement in real time, within its {@link spectralWindow}. */
export function ticksIn({ from, to }: TimeWindow): number {
  return Math.max(TICKS[0], Math.min(TICKS[1], Math.round(((to - from) * TICK_HZ) / 1000) + 1));
}

/** Spectra of a movement in real time: 3 x ticks per sensor, TICK_HZ, under a Hann window. */
export function spectraOf({ acceleration, rotation }: Movement): Spectra {
  return { acceleration: crossSpectra(acceleration), rotation: rotation && crossSpectra(rotation) };
}

function crossSpectra(values: Float32Array): Float32Array {
  const n = values.length / 3;
  const tapered = [0, 1, 2].map((axis) => {
    const series = values.subarray(axis * n, (axis + 1) * n);
    const mean = meanOf(series);
    return Float64Array.from(series, (value, i) => (value - mean) * (1 - Math.cos((2 * Math.PI * (i + 0.5)) / n)));
  });
  const [x = new Float64Array(), y = x, z = x] = tapered;
  const spectrum = new Float32Array(SPECTRUM_CHANNELS * STEPS);
  for (let k = 0; k < STEPS; k++) {
    const angle = (2 * Math.PI * (FREQUENCIES[k] ?? 0)) / TICK_HZ;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let [c, s] = [1, 0]; // cosine and sine of the angle at each sample
    let [xr, xi, yr, yi, zr, zi] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [a, b, d] = [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
      xr += c * a;
      xi -= s * a;
      yr += c * b;
      yi -= s * b;
      zr += c * d;
      zi -= s * d;
      const next = c * cos - s * sin;
      s = s * cos + c * sin;
      c = next;
    }
    // One by one: an array of them took as long as the sums.
    const scale = n * n;
    spectrum[k] = (xr * xr + xi * xi) / scale;
    spectrum[STEPS + k] = (yr * yr + yi * yi) / scale;
    spectrum[2 * STEPS + k] = (zr * zr + zi * zi) / scale;
    spectrum[3 * STEPS + k] = (xr * yr + xi * yi) / scale;
    spectrum[4 * STEPS + k] = (yr * zr + yi * zi) / scale;
    spectrum[5 * STEPS + k] = (zr * xr + zi * xi) / scale;
    spectrum[6 * STEPS + k] = (xi * yr - xr * yi) / scale;
    spectrum[7 * STEPS + k] = (yi * zr - yr * zi) / scale;
    spectrum[8 * STEPS + k] = (zi * xr - zr * xi) / scale;
  }
  return spectrum;
}

/** The spectra of the same movement backwards: it turns the other way round, and rates of rotation change their sign. */
export function reversedSpectra({ acceleration, rotation }: Spectra): Spectra {
  const backwards = (spectrum: Float32Array): Float32Array =>
    spectrum.map((value, i) => (i < 6 * STEPS ? value : -value));
  return { acceleration: backwards(acceleration), rotation: rotation && backwards(rotation) };
}

/**
 * The spectra of the same movement, rotated.
 * @param tempo the factor by which it is faster; the strongest frequencies stay within the spectrum if it is near 1
 */
export function variedSpectra({ acceleration, rotation }: Spectra, turn: RotationMatrix, tempo: number): Spectra {
  const varied = (spectrum: Float32Array): Float32Array =>
    shifted(rotated(spectrum, turn), Math.log(tempo) / LOG_RATIO);
  return { acceleration: varied(acceleration), rotation: rotation && varied(rotation) };
}

/** R S R' for the matrix S at each frequency. Its imaginary part is an axial vector, which rotates like any other. */
function rotated(spectrum: Float32Array, turn: RotationMatrix): Float32Array {
  const result = new Float32Array(spectrum.length);
  for (let k = 0; k < STEPS; k++) {
    const at = (channel: number): number => spectrum[channel * STEPS + k] ?? 0;
    const [xx, yy, zz, xy, yz, zx] = [at(0), at(1), at(2), at(3), at(4), at(5)];
    const [a, b, c] = turn.map(([p, q, r]) => [p * xx + q * xy + r * zx, p * xy + q * yy + r * yz, p * zx + q * yz + r * zz]) as [number[], number[], number[]]; // prettier-ignore
    const product = (row: number[], [p, q, r]: RotationMatrix[number]): number =>
      (row[0] ?? 0) * p + (row[1] ?? 0) * q + (row[2] ?? 0) * r;
    // Around z, x and y: the parts xy, yz and zx.
    const spin = [at(7), at(8), at(6)];
    const [aroundX, aroundY, aroundZ] = turn.map((row) => product(spin, row)) as [number, number, number];
    const entries = [
      ...[product(a, turn[0]), product(b, turn[1]), product(c, turn[2])],
      ...[product(a, turn[1]), product(b, turn[2]), product(c, turn[0])],
      ...[aroundZ, aroundX, aroundY],
    ];
    for (const [channel, value] of entries.entries()) result[channel * STEPS + k] = value;
  }
  return result;
}

/** Moved up by a fractional number of frequencies; the ends are repeated. */
function shifted(spectrum: Float32Array, steps: number): Float32Array {
  return spectrum.map((_, i) => {
    const first = i - (i % STEPS);
    const place = Math.max(0, Math.min(STEPS - 1, (i % STEPS) - steps));
    const below = Math.min(STEPS - 2, Math.floor(place));
    const [low, high] = [spectrum[first + below] ?? 0, spectrum[first + below + 1] ?? 0];
    return low + (high - low) * (place - below);
  });
}
