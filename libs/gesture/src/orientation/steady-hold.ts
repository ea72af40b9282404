import { GRAVITY } from '../signal/gravity.js';
import type { Vector } from './normalize-axes.js';

/** How long a phone is held still before gravity is believed, ms: the pause of a hand that reads a line. */
export const HOLD_MS = 500;

/**
 * How far a reading may be from the mean of its hold, m/s^2. A hand that holds still trembles by 0.8 at most; one that turns by
 * 30 degrees a second is out of it after a third of a second.
 */
const STEADY_WITHIN = 1.2;
/** How far the length of the mean may be from standard gravity, m/s^2: cheap sensors are 5 % wrong, more is a moving hand. */
const GRAVITY_WITHIN = 1;
/** A hold with fewer readings than these is not seen, but guessed. */
const LEAST_READINGS = 5;
/** Readings further apart are of two holds, ms: the page was hidden, or the sensor slept. */
const LONGEST_GAP_MS = 250;

/** How a phone is held at this moment. */
export interface Hold {
  /** Mean acceleration including gravity since the hand is still, m/s^2, as the phone tells it. */
  readonly reading: Vector;
  /** For how long it has been still, ms. */
  readonly heldMs: number;
}

/** Finds out from reading to reading whether a phone is held still, and where gravity points in it. */
export class SteadyHold {
  private readings: (readonly [t: number, reading: Vector])[] = [];

  /**
   * Takes the next reading.
   * @param t ms, ascending  @param reading acceleration including gravity, m/s^2
   * @returns the hold that it belongs to; undefined where the hand moves
   */
  add(t: number, reading: Vector): Hold | undefined {
    const [lastTime] = this.readings.at(-1) ?? [t];
    if (!(t >= lastTime && t - lastTime <= LONGEST_GAP_MS)) this.readings = [];
    this.readings.push([t, reading]);
    const mean = this.mean();
    if (this.readings.some(([, one]) => distance(one, mean) > STEADY_WITHIN)) {
      this.readings = [[t, reading]];
      return undefined;
    }
    if (Math.abs(Math.hypot(...mean) - GRAVITY) > GRAVITY_WITHIN) return undefined;
    const heldMs = this.readings.length < LEAST_READINGS ? 0 : t - (this.readings[0]?.[0] ?? t);
    while (t - (this.readings[0]?.[0] ?? t) > HOLD_MS) this.readings.shift();
    return { reading: mean, heldMs };
  }

  /** Begins anew: what is held on to from here on is another hold. */
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
