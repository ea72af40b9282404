import type { Sample } from '@wandcast/protocol';

/** Position of a pointer at `t` ms: x to the right and y up, m from any fixed origin. */
export interface PointerPosition {
  readonly t: number;
  readonly x: number;
  readonly y: number;
}

/** Size of a glyph drawn in the air with a relaxed hand, m: what the shorter side of a drawing pad stands for. */
export const REACH_M = 0.35;

/** Time between samples, ms: the rate at which most phones report motion. */
const STEP_MS = 1000 / 60;

/**
 * Half of the window for fitting a parabola, ms. Wide enough to suppress pixel noise (at 0.5 mm per pixel, a step of
 * one pixel in a 60 Hz frame would be 1.8 m/s^2), and short compared with the 300 ms of a bend.
 */
const HALF_WINDOW_MS = 60;

/** A pointer without events for longer than this is at rest, ms. Browsers report only movement. */
const REST_AFTER_MS = 34;

/**
 * Converts the path of a pointer into the linear acceleration of a wand moved the same way, m/s^2: the second
 * derivative of a parabola fitted to the positions around each time (Savitzky and Golay 1964, for uneven times).
 * Samples are delayed by HALF_WINDOW_MS; `finish` returns the rest.
 */
export class PointerPath {
  private readonly places: PointerPosition[] = [];
  private next = 0;

  constructor(start: PointerPosition) {
    // Assume rest before the touch. Otherwise the start of the movement would have no acceleration.
    for (let t = start.t - HALF_WINDOW_MS; t < start.t; t += STEP_MS) this.places.push({ ...start, t });
    this.places.push(start);
    this.startedAt = start.t;
  }
  private readonly startedAt: number;

  /** Adds a position. @returns the samples known by now; `t` in ms since the start */
  add(place: PointerPosition): Sample[] {
    const last = this.places.at(-1);
    if (last === undefined || place.t <= last.t) return [];
    for (let t = last.t + STEP_MS; t < place.t - REST_AFTER_MS; t += STEP_MS) this.places.push({ ...last, t });
    this.places.push(place);
    return this.samplesUntil(place.t - HALF_WINDOW_MS);
  }

  /** Ends the path at `t`, at rest since the last position. @returns the remaining samples */
  finish(t: number): Sample[] {
    const last = this.places.at(-1);
    if (last === undefined) return [];
    for (let at = last.t + STEP_MS; at <= t + HALF_WINDOW_MS; at += STEP_MS) this.places.push({ ...last, t: at });
    return this.samplesUntil(Math.max(t, last.t));
  }

  private samplesUntil(end: number): Sample[] {
    const samples: Sample[] = [];
    for (;;) {
      const t = this.next * STEP_MS;
      const at = this.startedAt + t;
      if (at > end) return samples;
      this.next++;
      while ((this.places[1]?.t ?? Infinity) < at - HALF_WINDOW_MS) this.places.shift();
      const near = this.places.filter((place) => Math.abs(place.t - at) <= HALF_WINDOW_MS);
      const [x, y] = [accelerationAt(near, at, 'x'), accelerationAt(near, at, 'y')];
      samples.push({ t, linear: [x, y, 0] });
    }
  }
}

/**
 * Second derivative at `at`, m/s^2, of the least-squares parabola through `axis` of the positions; 0 for fewer than
 * three.
 */
function accelerationAt(places: readonly PointerPosition[], at: number, axis: 'x' | 'y'): number {
  if (places.length < 3) return 0;
  const times = places.map((place) => (place.t - at) / 1_000);
  const origin = places[0]?.[axis] ?? 0;
  const values = places.map((place) => place[axis] - origin);
  const sum = (power: number): number => times.reduce((total, time) => total + time ** power, 0);
  const moment = (power: number): number =>
    times.reduce((total, time, i) => total + (values[i] ?? 0) * time ** power, 0);
  const [s0, s1, s2, s3, s4] = [places.length, sum(1), sum(2), sum(3), sum(4)];
  const [m0, m1, m2] = [moment(0), moment(1), moment(2)];
  // Cramer's rule for the t^2 coefficient of the normal equations.
  const determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s3 * s2) + s2 * (s1 * s3 - s2 * s2);
  if (Math.abs(determinant) < 1e-18) return 0;
  const square = s0 * (s2 * m2 - m1 * s3) - s1 * (s1 * m2 - m1 * s2) + m0 * (s1 * s3 - s2 * s2);
  return (2 * square) / determinant;
}
