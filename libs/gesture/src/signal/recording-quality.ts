import { motionOf } from './motion.js';
import type { Signal } from './signal.js';
import { magnitude } from './trim.js';

/** What can be said of a recording before anyone asks which spell it is. */
export interface Quality {
  /** Mean samples per second; 0 where there are fewer than two. */
  readonly rateHz: number;
  /** Longest time between two samples, ms. */
  readonly maxGapMs: number;
  readonly durationMs: number;
  /** Strongest acceleration without gravity, m/s^2. */
  readonly peak: number;
  /** The hand did not move: nothing here is a gesture. */
  readonly still: boolean;
}

/**
 * Peak below which nothing moved, m/s^2. A phone on a table reads under 0.3 and one held still under 0.8; the weakest
 * of 1,000 recorded gestures peaked at 1.2.
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

export function rateHz(count: number, durationMs: number): number {
  return durationMs > 0 ? ((count - 1) * 1000) / durationMs : 0;
}
