import type { JudgedCast } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Effect of a threshold on casts of held-out people. */
export interface ThresholdRates {
  /** Share of casts that get an answer, right or wrong; the others fizzle. */
  readonly answerRate: number;
  /** Share of answers that are right; null without answers. */
  readonly accuracy: number | null;
}

/** Rates at a threshold (inclusive, as on the server); undefined without casts. */
export function ratesAt(judged: readonly JudgedCast[], threshold: number): ThresholdRates | undefined {
  if (judged.length === 0) return undefined;
  const answered = judged.filter(({ confidence }) => confidence >= threshold);
  const correct = answered.filter(({ meant, recognized }) => meant === recognized).length;
  return {
    answerRate: answered.length / judged.length,
    accuracy: answered.length === 0 ? null : correct / answered.length,
  };
}

/** Share of negatives that a threshold rejects. @param negatives their confidences  @returns undefined if empty */
export function rejectionRate(negatives: readonly number[], threshold: number): number | undefined {
  if (negatives.length === 0) return undefined;
  return negatives.filter((confidence) => confidence < threshold).length / negatives.length;
}

export interface RatePoint extends ThresholdRates {
  readonly threshold: number;
}

/** Both rates for thresholds `from`..`to`, one point per percent. */
export function rateCurve(judged: readonly JudgedCast[], from: number, to: number): RatePoint[] {
  const [first, last] = [Math.round(100 * from), Math.round(100 * to)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const threshold = (first + i) / 100;
    return { threshold, ...(ratesAt(judged, threshold) ?? { answerRate: 0, accuracy: null }) };
  });
}

/** "Answers 91% of casts and is right 95% of the time." */
export function ratesText({ answerRate, accuracy }: ThresholdRates): string {
  const { chance } = texts().format.numbers;
  const { never, now } = texts().models.threshold;
  return accuracy === null ? never : now(chance(answerRate), chance(accuracy));
}

/** The same for another threshold: "At 75% it would be 80% and 96%." */
export function alternativeText(threshold: number, { answerRate, accuracy }: ThresholdRates): string {
  const { chance } = texts().format.numbers;
  const { otherNever, other } = texts().models.threshold;
  const at = texts().format.percent(threshold);
  return accuracy === null ? otherNever(at) : other(at, chance(answerRate), chance(accuracy));
}

/** The threshold to compare with: 15 points higher, or lower if that exceeds `highest`. */
export function alternative(threshold: number, highest: number): number {
  return Math.round(100 * (threshold + 0.15 <= highest ? threshold + 0.15 : threshold - 0.15)) / 100;
}
