import { gaussian, type Random } from './random.js';

/** Passes of a box filter; three make a bell within 3 % of a Gaussian. */
const PASSES = 3;

/**
 * Smooths by (nearly) a Gaussian of standard deviation `sd` samples, ends held: three passes of a box whose width need
 * not be whole (the extended box filter of Gwosdek, Grewenig, Bruhn and Weickert, 2011). Linear time, whatever the sd.
 */
export function smoothed(values: Float64Array, sd: number): Float64Array {
  if (!(sd > 0)) return values.slice();
  const variance = (sd * sd) / PASSES;
  const radius = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const next = radius + 1;
  const rim = ((2 * radius + 1) * (radius * next - 3 * variance)) / (6 * (variance - next * next)); // weight of the part samples
  let result = values;
  for (let pass = 0; pass < PASSES; pass++) result = boxed(result, radius, rim);
  return result;
}

function boxed(values: Float64Array, radius: number, rim: number): Float64Array {
  const n = values.length;
  const result = new Float64Array(n);
  const [first, last] = [values[0] ?? 0, values[n - 1] ?? 0];
  const total = 2 * radius + 1 + 2 * rim;
  let sum = first * (radius + 1);
  for (let j = 1; j <= radius; j++) sum += values[j] ?? last;
  for (let i = 0; i < n; i++) {
    const before = values[i - radius - 1] ?? first; // the samples just outside the box
    const after = values[i + radius + 1] ?? last;
    result[i] = (sum + rim * (before + after)) / total;
    sum += after - (values[i - radius] ?? first);
  }
  return result;
}

/** `n` independent standard normal numbers. */
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

/** Grid points per standard deviation of smooth noise: drawn coarsely, as nothing finer survives the smoothing. */
const GRID_PER_SD = 2;
/** The Gaussian on that grid, out to three standard deviations. */
const BELL = Float64Array.from({ length: 6 * GRID_PER_SD + 1 }, (_, i) => Math.exp(-0.5 * (i / GRID_PER_SD - 3) ** 2));

/** `n` numbers that wander smoothly over about `sd` samples, shifted and scaled to mean 0 and standard deviation 1. */
export function smoothNoise(n: number, sd: number, random: Random): Float64Array {
  const step = sd / GRID_PER_SD;
  const grid = Math.ceil(n / step) + 2;
  const draws = Float64Array.from({ length: grid + BELL.length - 1 }, () => gaussian(random));
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
  return standardised(noise);
}

function standardised(values: Float64Array): Float64Array {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  const sd = Math.sqrt(squares / values.length) || 1;
  return values.map((value) => (value - mean) / sd);
}
