import type { Movement } from './preprocess.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import { rotation } from '../math/rotation-matrix.js';
import { STEPS } from './movement-format.js';
import { variedSpectra } from './spectra.js';

/** Ranges of random augmentation; sd = standard deviation of a normal draw. */
export interface AugmentRanges {
  /** Rotation about x (pitch), radians: uniform between plus and minus this. */
  readonly rotationX: number;
  /** Rotation about y (yaw), sd in radians. */
  readonly rotationY: number;
  /**
   * Rotation about z (roll in the plane of the glyph), sd in radians. Keep it small: a glyph turned by 40 degrees may be
   * a different spell.
   */
  readonly rotationZ: number;
  /** Time warping, sd relative to uniform speed. */
  readonly warp: number;
  /** Shift of start and end: uniform, plus or minus this share of the duration. The hand rests outside the recording. */
  readonly ends: number;
  /** Log gain per axis, sd. */
  readonly axisGain: number;
  /** White noise, sd relative to the cast's root mean square. */
  readonly jitter: number;
}

/** Ranges for training a network, chosen on held-out people: wide in pitch, where hands differ most. */
export const CNN_AUGMENT: AugmentRanges = {
  rotationX: 0.6,
  rotationY: 0.25,
  rotationZ: 0.12,
  warp: 0.15,
  ends: 0.08,
  axisGain: 0.15,
  jitter: 0.05,
};

/** Ranges for a closed-form head, which learns from few copies: narrower. */
export const RIDGE_AUGMENT: AugmentRanges = {
  rotationX: 0.35,
  rotationY: 0.2,
  rotationZ: 0.1,
  warp: 0.12,
  ends: 0.06,
  axisGain: 0.12,
  jitter: 0.04,
};

/**
 * A randomly varied copy of a movement, as another hand might have made it. Both sensors share the rotation and the
 * warping.
 */
export function augment(
  { acceleration, rotation: turns, spectra }: Movement,
  ranges: AugmentRanges,
  random: Random,
): Movement {
  const turn = rotation(
    uniform(-ranges.rotationX, ranges.rotationX, random),
    ranges.rotationY * gaussian(random),
    ranges.rotationZ * gaussian(random),
  );
  const places = warpedPlaces(ranges, random);
  return {
    acceleration: varied(acceleration, turn, places, ranges, random),
    rotation: turns && varied(turns, turn, places, ranges, random),
    ...(spectra && { spectra: variedSpectra(spectra, turn, Math.exp(ranges.warp * gaussian(random))) }),
  };
}

/**
 * Varies one sensor.
 * @param values 3 x STEPS, channel-major
 * @returns the same shape
 */
function varied(
  values: Float32Array,
  turn: ReturnType<typeof rotation>,
  places: Float64Array,
  { axisGain, jitter }: AugmentRanges,
  random: Random,
): Float32Array {
  const gains = [0, 1, 2].map(() => Math.exp(axisGain * gaussian(random)));
  const noise = jitter * rootMeanSquare(values);
  const copy = new Float32Array(3 * STEPS);
  for (let i = 0; i < STEPS; i++) {
    const place = places[i] ?? 0;
    if (place >= 0 && place <= STEPS - 1) {
      const [x, y, z] = [valueAt(values, place), valueAt(values, place, STEPS), valueAt(values, place, 2 * STEPS)];
      for (let axis = 0; axis < 3; axis++) {
        const [a, b, c] = turn[axis] ?? [0, 0, 0];
        copy[axis * STEPS + i] = (gains[axis] ?? 1) * (a * x + b * y + c * z);
      }
    }
    for (let axis = 0; axis < 3; axis++) {
      const at = axis * STEPS + i;
      copy[at] = (copy[at] ?? 0) + noise * gaussian(random);
    }
  }
  return copy;
}

/** Positions in the original for each step of the copy: ascending; outside 0 to STEPS - 1 the hand rests. */
function warpedPlaces({ warp, ends }: AugmentRanges, random: Random): Float64Array {
  const swings = [1, 2, 3].map((k) => (warp * gaussian(random)) / k);
  const first = uniform(-ends, ends, random);
  const last = 1 + uniform(-ends, ends, random);
  const places = new Float64Array(STEPS);
  let reached = -Infinity;
  for (let i = 0; i < STEPS; i++) {
    const share = i / (STEPS - 1);
    let warped = share;
    swings.forEach((swing, k) => (warped += (swing * Math.sin((k + 1) * Math.PI * share)) / Math.PI));
    reached = Math.max(reached, warped); // a strong warp pauses, it never runs backwards
    places[i] = (first + (last - first) * reached) * (STEPS - 1);
  }
  return places;
}

function valueAt(values: Float32Array, place: number, offset = 0): number {
  const below = Math.min(STEPS - 2, Math.floor(place));
  const [low, high] = [values[offset + below] ?? 0, values[offset + below + 1] ?? 0];
  return low + (high - low) * (place - below);
}

function rootMeanSquare(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / values.length);
}
