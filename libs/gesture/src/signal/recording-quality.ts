import { motionOf } from './motion.js';
import type { Signal } from './signal.js';
import { magnitude } from './trim.js';

/** Properties of a recording that do not depend on the spell. */
export interface Quality {
  /** Mean samples per second; 0 with fewer than two. */
  readonly rateHz: number;
  /** Longest time between two samples, ms. */
  readonly maxGapMs: number;
  readonly durationMs: number;
  /** Strongest acceleration without gravity, m/s^2. */
  readonly peak: number;
  /** The hand did not move, so this is not a gesture. */
  readonly still: boolean;
}

/**
 * Peak below which nothing moved, m/s^2. A phone on a table reads under 0.3, one held still under 0.8; the weakest of
 * 1,000 recorded gestures peaked at 1.2.
 */
export const STILL_PEAK = 1;

export function qualityOf(signal: Signal): Quality {
  const { t } = signal;
  const durationMs = (t[t.length - 1] ?? 0) - (t[0] ?? 0);
  let maxGapMs = 0;
  for (let i = 1; i < t.length; i++) maxGapMs = Math.max(maxGapMs, (t[i] ?? 0) - (t[i - 1] ?? 0));
  const peak = magnitude(motionOf(signal)).reduce((most, value) => Math.max(most, value), 0);
  return { rateHz: rateHz(t.length, durationMs), maxGapMs, durationMs, peak, still: peak < STILL_PEAK };
}

/** Mean samples per second of `count` samples over `durationMs`; 0 if there is no duration. */
export function rateHz(count: number, durationMs: number): number {
  return durationMs > 0 ? ((count - 1) * 1000) / durationMs : 0;
}
