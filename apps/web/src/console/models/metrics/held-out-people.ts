import type { ModelReport } from '@wandcast/protocol';

/** A held-out person and how well their casts were recognized. */
export interface PersonAccuracy {
  readonly nickname: string;
  readonly casts: number;
  /** 0..1. */
  readonly accuracy: number;
}

/** The held-out people, most casts first. */
export function peopleOf({
  people,
  personOf,
  judged,
}: Pick<ModelReport, 'people' | 'personOf' | 'judged'>): PersonAccuracy[] {
  return people.map(({ nickname, casts }, person) => {
    const right = judged.filter((one, i) => personOf[i] === person && one.meant === one.recognized).length;
    return { nickname, casts, accuracy: casts === 0 ? 0 : right / casts };
  });
}

/** How much near-duplicates across people flatter the accuracy. */
export interface Flattery {
  readonly copies: number;
  readonly casts: number;
  /** With and without the copies, 0..1; null without other casts. */
  readonly accuracy: number;
  readonly without: number | null;
}

/** Fewer copies are coincidence. */
const MIN_COPIES = 3;
/** Share of the test from which copies matter. */
const MIN_SHARE = 0.01;

/** Undefined if too few casts are copies to matter, or if that was never checked. */
export function flatteryOf({ judged, copies }: Pick<ModelReport, 'judged' | 'copies'>): Flattery | undefined {
  if (copies === null || copies.length < Math.max(MIN_COPIES, MIN_SHARE * judged.length)) return undefined;
  const copied = new Set(copies);
  const accuracyOf = (casts: ModelReport['judged']): number =>
    casts.filter(({ meant, recognized }) => meant === recognized).length / casts.length;
  const others = judged.filter(({ castId }) => !copied.has(castId));
  return {
    copies: copies.length,
    casts: judged.length,
    accuracy: accuracyOf(judged),
    without: others.length === 0 ? null : accuracyOf(others),
  };
}
