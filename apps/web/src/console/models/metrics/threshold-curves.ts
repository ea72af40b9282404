import type { JudgedCast } from '@wandcast/protocol';
import { percentWords } from '../../../shared/format/percent-text';

/** What a threshold would do to casts of people the model has never met. */
export interface Speaking {
  /** Share of casts it names, right or wrong; the others fizzle. */
  readonly speaks: number;
  /** Share of those it names that it names right; null where it never speaks. */
  readonly right: number | null;
}

/** A cast is named from the threshold on, as the server does. Undefined where no cast was judged. */
export function speakingAt(judged: readonly JudgedCast[], threshold: number): Speaking | undefined {
  if (judged.length === 0) return undefined;
  const spoken = judged.filter(({ confidence }) => confidence >= threshold);
  const right = spoken.filter(({ meant, recognized }) => meant === recognized).length;
  return { speaks: spoken.length / judged.length, right: spoken.length === 0 ? null : right / spoken.length };
}

/** Share of movements that are no spell which a threshold turns away; undefined where none was tried. */
export function turnedAway(strangers: readonly number[], threshold: number): number | undefined {
  if (strangers.length === 0) return undefined;
  return strangers.filter((confidence) => confidence < threshold).length / strangers.length;
}

export interface SpeakingPoint extends Speaking {
  readonly threshold: number;
}

/** Both curves over the thresholds `from`..`to`, a point a percent. */
export function speakingCurve(judged: readonly JudgedCast[], from: number, to: number): SpeakingPoint[] {
  const [first, last] = [Math.round(100 * from), Math.round(100 * to)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const threshold = (first + i) / 100;
    return { threshold, ...(speakingAt(judged, threshold) ?? { speaks: 0, right: null }) };
  });
}

/** "Speaks on 91% of casts and is right 95% of the time." */
export function speakingWords({ speaks, right }: Speaking): string {
  if (right === null) return 'Never speaks: every cast fizzles.';
  return `Speaks on ${percentWords(speaks)} of casts and is right ${percentWords(right)} of the time.`;
}

/** What another threshold would cost: "At 75% it would be 80% and 96%." */
export function otherwiseWords(threshold: number, { speaks, right }: Speaking): string {
  const at = `At ${Math.round(100 * threshold)}% it would`;
  return right === null ? `${at} never speak.` : `${at} be ${percentWords(speaks)} and ${percentWords(right)}.`;
}

/** The threshold to compare with: 15 points up, or down where up leads nowhere. */
export function alternative(threshold: number, highest: number): number {
  return Math.round(100 * (threshold + 0.15 <= highest ? threshold + 0.15 : threshold - 0.15)) / 100;
}
