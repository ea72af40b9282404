import type { ContinuousStream, StreamedCast } from './continuous-stream.js';

/** An answer to a spotted movement; ms on the clock of the stream. */
export interface SpottedAnswer {
  readonly from: number;
  readonly to: number;
  /** When the answer was known. */
  readonly answeredAt: number;
  readonly label: string;
  readonly confidence: number;
}

/** Least share of a cast that an answer must cover to be its answer. */
const MIN_COVER = 0.5;

/** What became of a cast. */
export type CastFate =
  | { readonly kind: 'right' | 'wrong' | 'rejected'; readonly answer: SpottedAnswer }
  /** No movement covers half of it: none was found, or it was split or cut. */
  | { readonly kind: 'missed' };

export interface MatchedStream {
  readonly fates: readonly { readonly cast: StreamedCast; readonly fate: CastFate }[];
  /** Believed answers that belong to no cast. */
  readonly falseAlarms: readonly SpottedAnswer[];
}

/**
 * Decides which answer belongs to which cast. Each cast has at most one answer: the one that covers most of it; a
 * believed answer to anything else is a false alarm, even if it is a piece of a cast.
 * @param threshold least confidence of a believed answer
 */
export function matchAnswers(
  { casts }: ContinuousStream,
  answers: readonly SpottedAnswer[],
  threshold: number,
): MatchedStream {
  const used = new Set<SpottedAnswer>();
  const fates = casts.map((cast) => {
    const cover = (answer: SpottedAnswer): number =>
      (Math.min(cast.to, answer.to) - Math.max(cast.from, answer.from)) / Math.max(1, cast.to - cast.from);
    const near = answers.filter((answer) => answer.to > cast.from && answer.from < cast.to && !used.has(answer));
    const answer = near.reduce<SpottedAnswer | undefined>(
      (best, next) => (best === undefined || cover(next) > cover(best) ? next : best),
      undefined,
    );
    if (answer === undefined || cover(answer) < MIN_COVER) return { cast, fate: { kind: 'missed' } as const };
    used.add(answer);
    const kind = answer.confidence < threshold ? 'rejected' : answer.label === cast.label ? 'right' : 'wrong';
    return { cast, fate: { kind, answer } as const };
  });
  return { fates, falseAlarms: answers.filter((one) => one.confidence >= threshold && !used.has(one)) };
}
