import {
  EVERYDAY_MIX,
  joinSignals,
  motionOf,
  shuffled,
  simulateRest,
  trim,
  uniform,
  type EverydayKind,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import type { LabeledCast } from '@wandcast/recognition';
import { atRate } from '../at-rate.js';
import { unfamiliarMovement } from '../people/unfamiliar-people.js';

/** Margins of `trim` around a movement, ms. */
const TRIM_MARGIN_MS = 50;
/** Rest between two movements, ms. */
const PAUSE_MS = [500, 3_000] as const;

/** A cast within a stream; ms on the clock of the stream. */
export interface StreamedCast {
  readonly label: string;
  readonly user: string;
  /** When the hand moves. */
  readonly from: number;
  readonly to: number;
}

export interface ContinuousStream {
  readonly signal: Signal;
  readonly casts: readonly StreamedCast[];
  /** The everyday movements between them. */
  readonly everyday: readonly { readonly kind: EverydayKind; readonly from: number; readonly to: number }[];
  readonly minutes: number;
}

/**
 * What a wand that listens all the time hears of one person: their casts in a random order as they were recorded,
 * pauses of random length, and one everyday movement between every two casts.
 */
export function continuousStream(casts: readonly LabeledCast[], random: Random): ContinuousStream {
  const parts: Signal[] = [];
  const placed: { cast: LabeledCast; part: number }[] = [];
  const between: { kind: EverydayKind; part: number }[] = [];
  const like = casts[0]?.signal ?? { t: new Float32Array() };
  const rateHz = medianRateOf(casts);
  const pause = (): void => void parts.push(simulateRest(uniform(...PAUSE_MS, random), rateHz, random));
  for (const cast of shuffled(casts, random)) {
    pause();
    const kind = EVERYDAY_MIX[Math.floor(random() * EVERYDAY_MIX.length)] ?? 'walk';
    between.push({ kind, part: parts.length });
    parts.push(atRate(unfamiliarMovement(kind, random), rateHz));
    pause();
    placed.push({ cast, part: parts.length });
    parts.push(cast.signal);
  }
  pause();
  const signal = joinSignals(parts, like);
  const firstSample = [0];
  for (const { t } of parts) firstSample.push((firstSample.at(-1) ?? 0) + t.length);
  const sampleAt = (i: number): number => signal.t[firstSample[i] ?? 0] ?? 0;
  return {
    signal,
    everyday: between.map(({ kind, part }) => ({ kind, from: sampleAt(part), to: sampleAt(part + 1) })),
    casts: placed.map(({ cast: { label, user, signal: recorded }, part }) => {
      const start = sampleAt(part) - (recorded.t[0] ?? 0);
      const { from, to } = trim(recorded.t, motionOf(recorded));
      return { label, user, from: start + from + TRIM_MARGIN_MS, to: start + to - TRIM_MARGIN_MS };
    }),
    minutes: ((signal.t.at(-1) ?? 0) - (signal.t[0] ?? 0)) / 60_000,
  };
}

function medianRateOf(casts: readonly LabeledCast[]): number {
  const rates = casts
    .map(({ signal: { t } }) => ((t.length - 1) * 1000) / Math.max(1, (t.at(-1) ?? 0) - (t[0] ?? 0)))
    .sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? 60;
}
