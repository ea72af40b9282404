import { meanOf, meanSquareOf, withoutLine } from '../math/series.js';

/** What a swing tells: the mean of the hand's velocity that integration from rest has missed, m/s. */
export interface MissedVelocity {
  readonly mean: number;
  readonly variance: number;
}

/** Independent values in the difference between the velocity and the swing, which changes slowly. */
const INDEPENDENT = 6;
/** Added to the mean square of the swing, (rad/s)^2: a slower swing is noise of the gyroscope. */
const NOISE = 0.02;
/** Smallest standard deviation, as a share of the mean speed: an arm has several joints. */
const JOINTS = 0.1;
/** Share of the velocity that the swing explains by chance: if it explains no more, it tells nothing. */
const LEAST_EXPLAINED = 1e-4;

/**
 * A hand that swings around a joint moves at a speed in proportion to its rotation rate, which does not drift. The
 * radius comes from a linear regression of the velocity on the rate, both without their trend; the poorer the fit, the
 * larger the variance.
 * @param velocity integrated from rest, m/s
 * @param rate of the swing in the direction of the axis, rad/s, at the same times
 * @param squaredSpeed mean square of the velocity without its trend
 */
export function missedVelocity(velocity: Float64Array, rate: Float32Array, squaredSpeed: number): MissedVelocity {
  const [moves, swings] = [withoutLine(velocity), withoutLine(rate)];
  const swing = meanSquareOf(swings) + NOISE;
  const radius = Math.max(0, meanOf(moves.map((value, i) => value * (swings[i] ?? 0))) / swing);
  const rest = meanSquareOf(moves.map((value, i) => value - radius * (swings[i] ?? 0)));
  const explained = Math.max(LEAST_EXPLAINED, 1 - rest / (meanSquareOf(moves) || 1));
  const meanRate = meanOf(rate);
  return {
    mean: radius * meanRate - meanOf(velocity),
    variance: ((rest / INDEPENDENT) * (1 + meanRate ** 2 / swing) + JOINTS ** 2 * squaredSpeed) / explained,
  };
}
