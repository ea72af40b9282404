import type { JudgedCast } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Effect of a threshold on casts of held-out people. */
export interface ThresholdRates {
  /** Share of casts that get an answer, right or wrong; the others fizzle. */
  readonly speaks: number;
  /** Share of correct answers; null if there are none. */
  readonly right: number | null;
}

/** Rates at a threshold (inclusive, as on the server); undefined without casts. */
export function ratesAt(judged: readonly JudgedCast[], threshold: number): ThresholdRates | undefined {
  if (judged.length === 0) return undefined;
  const spoken = judged.filter(({ confidence }) => confidence >= threshold);
  const right = spoken.filter(({ meant, recognized }) => meant === recognized).length;
  return { speaks: spoken.length / judged.length, right: spoken.length === 0 ? null : right / spoken.length };
}

/** Share of non-spells that a threshold rejects; undefined if none was tested. */
export function rejectionRate(strangers: readonly number[], threshold: number): number | undefined {
  if (strangers.length === 0) return undefined;
  return strangers.filter((confidence) => confidence < threshold).length / strangers.length;
}

export interface RatePoint extends ThresholdRates {
  readonly threshold: number;
}

/** Both rates for thresholds `from`..`to`, one point per percent. */
export function rateCurve(judged: readonly JudgedCast[], from: number, to: number): RatePoint[] {
  const [first, last] = [Math.round(100 * from), Math.round(100 * to)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const threshold = (first + i) / 100;
    return { threshold, ...(ratesAt(judged, threshold) ?? { speaks: 0, right: null }) };
  });
}

/** "Answers 91% of casts and is right 95% of the time." */
export function ratesText({ speaks, right }: ThresholdRates): string {
  const { chance } = texts().format.numbers;
  const { never, now } = texts().models.threshold;
  return right === null ? never : now(chance(speaks), chance(right));
}

/** The same for another threshold: "At 75% it would be 80% and 96%." */
export function alternativeText(threshold: number, { speaks, right }: ThresholdRates): string {
  const { chance } = texts().format.numbers;
  const { otherNever, other } = texts().models.threshold;
  const at = texts().format.percent(threshold);
  return right === null ? otherNever(at) : other(at, chance(speaks), chance(right));
}

/** The threshold to compare with: 15 points higher, or lower if that exceeds `highest`. */
export function alternative(threshold: number, highest: number): number {
  return Math.round(100 * (threshold + 0.15 <= highest ? threshold + 0.15 : threshold - 0.15)) / 100;
}
