import type { Sample } from '@wandcast/protocol';

/**
 * Acceleration that counts as much as one degree/s, m/s^2. In the middle of a straight stroke the hand keeps its speed
 * and accelerates little, but the phone turns about the wrist and the elbow.
 */
const PER_DEGREE = 0.02;
/** Time constant of the smoothing, ms: bridges a zero crossing, and delays the end of a movement as long. */
const SMOOTH_MS = 20;
/** Time constant of the estimate of gravity for phones without a linear channel, ms. */
const GRAVITY_MS = 400;

type Vector = readonly [number, number, number];

/** How much a phone moves: acceleration and rotation together, m/s^2. Constant time and memory per sample. */
export class ActivityMeter {
  private lastAt: number | undefined;
  private power = 0;
  private gravity: Vector | undefined;

  /** Reads the next sample and returns the smoothed activity, m/s^2. The first sample gives 0. */
  read({ t, linear, gravity, rotation }: Sample): number {
    const elapsedMs = this.lastAt === undefined ? 0 : Math.max(0, t - this.lastAt);
    this.lastAt = t;
    const moved = linear ?? (gravity && this.withoutGravity(gravity, elapsedMs)) ?? [0, 0, 0];
    const turned = rotation ?? [0, 0, 0];
    const now = squared(moved) + PER_DEGREE ** 2 * squared(turned);
    this.power += (now - this.power) * shareOf(elapsedMs, SMOOTH_MS);
    return Math.sqrt(this.power);
  }

  /** Forgets all samples, as after a pause of the sensor. */
  reset(): void {
    this.lastAt = undefined;
    this.power = 0;
    this.gravity = undefined;
  }

  private withoutGravity(value: Vector, elapsedMs: number): Vector {
    const before = this.gravity ?? value;
    const share = shareOf(elapsedMs, GRAVITY_MS);
    const mean = value.map((one, i) => (before[i] ?? 0) + (one - (before[i] ?? 0)) * share) as unknown as Vector;
    this.gravity = mean;
    return [value[0] - mean[0], value[1] - mean[1], value[2] - mean[2]];
  }
}

function squared([x, y, z]: Vector): number {
  return x * x + y * y + z * z;
}

/** How far an exponential mean moves towards a new value. */
function shareOf(elapsedMs: number, constantMs: number): number {
  return 1 - Math.exp(-elapsedMs / constantMs);
}
