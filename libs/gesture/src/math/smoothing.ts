import type { Random } from './random.js';

/** Passes of the box filter; three are within 3 % of a Gaussian. */
const PASSES = 3;

/**
 * Approximate Gaussian smoothing with standard deviation `sd` samples and replicated ends: three passes of an extended
 * box filter (Gwosdek, Grewenig, Bruhn and Weickert, 2011), in linear time for any `sd`.
 */
export function smoothed(values: Float64Array, sd: number): Float64Array {
  if (!(sd > 0)) return values.slice();
  const variance = (sd * sd) / PASSES;
  const radius = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const next = radius + 1;
  // Weight of the two partly covered samples.
  const edge = ((2 * radius + 1) * (radius * next - 3 * variance)) / (6 * (variance - next * next));
  let result = values;
  for (let pass = 0; pass < PASSES; pass++) result = boxFiltered(result, radius, edge);
  return result;
}

function boxFiltered(values: Float64Array, radius: number, edge: number): Float64Array {
  const last = values.length - 1;
  const result = new Float64Array(values.length);
  const scale = 1 / (2 * radius + 1 + 2 * edge);
  let sum = 0; // of the fully covered samples
  for (let j = -radius; j <= radius; j++) sum += values[clamped(j, last)] ?? 0;
  for (let i = 0; i <= last; i++) {
    const before = values[clamped(i - radius - 1, last)] ?? 0;
    const after = values[clamped(i + radius + 1, last)] ?? 0;
    result[i] = (sum + edge * (before + after)) * scale;
    sum += after - (values[clamped(i - radius, last)] ?? 0);
  }
  return result;
}

/** Clamps an index to 0..last. */
function clamped(i: number, last: number): number {
  return i < 0 ? 0 : i > last ? last : i;
}

/** `n` independent standard normal numbers (Box and Muller, 1958). */
export function whiteNoise(n: number, random: Random): Float64Array {
  const noise = new Float64Array(n);
  for (let i = 0; i < n; i += 2) {
    const length = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    noise[i] = length * Math.cos(angle);
    if (i + 1 < n) noise[i + 1] = length * Math.sin(angle);
  }
  return noise;
}

/** Grid points per standard deviation of smooth noise; smoothing removes anything finer. */
const GRID_PER_SD = 2;
/** The Gaussian kernel on that grid, out to three standard deviations. */
const BELL = Float64Array.from({ length: 6 * GRID_PER_SD + 1 }, (_, i) => Math.exp(-0.5 * (i / GRID_PER_SD - 3) ** 2));

/** `n` smooth random numbers with correlation length `sd` samples, standardized to mean 0 and standard deviation 1. */
export function smoothNoise(n: number, sd: number, random: Random): Float64Array {
  const step = sd / GRID_PER_SD;
  const grid = Math.ceil(n / step) + 2;
  const draws = whiteNoise(grid + BELL.length - 1, random);
  const coarse = new Float64Array(grid);
  for (let i = 0; i < grid; i++) {
    let sum = 0;
    for (let j = 0; j < BELL.length; j++) sum += (BELL[j] ?? 0) * (draws[i + j] ?? 0);
    coarse[i] = sum;
  }
  const noise = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const place = i / step;
    const below = Math.floor(place);
    const low = coarse[below] ?? 0;
    noise[i] = low + ((coarse[below + 1] ?? low) - low) * (place - below);
  }
  return standardized(noise);
}

function standardized(values: Float64Array): Float64Array {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  const sd = Math.sqrt(squares / values.length) || 1;
  for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) - mean) / sd;
  return values;
}
