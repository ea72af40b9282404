import { GRAVITY } from '../signal/gravity.js';
import type { Vector } from './normalize-axes.js';

/** How long a phone must be held still before its gravity reading counts, ms. */
export const HOLD_MS = 500;

/**
 * Largest distance of a reading from the mean of its hold, m/s^2. A still hand trembles by at most 0.8; one that turns
 * by 30 degrees/s leaves the range after a third of a second.
 */
const STEADY_WITHIN = 1.2;
/**
 * Largest difference between the mean's length and standard gravity, m/s^2: cheap sensors are off by 5 %; more is a
 * moving hand.
 */
const GRAVITY_WITHIN = 1;
/** Fewest readings of a reliable hold. */
const MIN_READINGS = 5;
/** Longer gaps start a new hold, ms: the page was hidden or the sensor slept. */
const MAX_GAP_MS = 250;

/** A phone held still. */
export interface Hold {
  /** Mean acceleration including gravity during the hold, m/s^2, as the phone reports it. */
  readonly reading: Vector;
  /** Duration of the hold so far, ms. */
  readonly heldMs: number;
}

/** Detects from successive readings whether a phone is held still, and the direction of gravity in its axes. */
export class SteadyHold {
  private readings: (readonly [t: number, reading: Vector])[] = [];

  /**
   * Adds a reading.
   * @param t ms, ascending
   * @param reading acceleration including gravity, m/s^2
   * @returns the current hold; undefined while the hand moves
   */
  add(t: number, reading: Vector): Hold | undefined {
    const [lastTime] = this.readings.at(-1) ?? [t];
    if (!(t >= lastTime && t - lastTime <= MAX_GAP_MS)) this.readings = [];
    this.readings.push([t, reading]);
    const mean = this.mean();
    if (this.readings.some(([, one]) => distance(one, mean) > STEADY_WITHIN)) {
      this.readings = [[t, reading]];
      return undefined;
    }
    if (Math.abs(Math.hypot(...mean) - GRAVITY) > GRAVITY_WITHIN) return undefined;
    const heldMs = this.readings.length < MIN_READINGS ? 0 : t - (this.readings[0]?.[0] ?? t);
    while (t - (this.readings[0]?.[0] ?? t) > HOLD_MS) this.readings.shift();
    return { reading: mean, heldMs };
  }

  /** Discards the current hold. */
  restart(): void {
    this.readings = [];
  }

  private mean(): Vector {
    let [x, y, z] = [0, 0, 0];
    for (const [, reading] of this.readings) [x, y, z] = [x + reading[0], y + reading[1], z + reading[2]];
    const n = this.readings.length;
    return [x / n, y / n, z / n];
  }
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
