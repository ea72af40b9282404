import type { Agreement } from '@wandcast/protocol';

/** A member's newest label for a cast: a spell, or null if discarded. */
export interface Opinion {
  readonly castId: string;
  readonly memberId: string;
  readonly spell: string | null;
}

/**
 * Inter-rater agreement on the casts that several members labeled.
 * @param opinions at most one per member and cast
 * @returns Krippendorff's alpha (2011) for nominal data, any number of raters
 */
export function agreementOf(opinions: readonly Opinion[]): Agreement {
  const byCast = new Map<string, (string | null)[]>();
  for (const { castId, spell } of opinions) byCast.set(castId, [...(byCast.get(castId) ?? []), spell]);
  const shared = [...byCast.values()].filter((labels) => labels.length > 1);
  const agreed = shared.filter((labels) => new Set(labels).size === 1).length;
  return { casts: shared.length, agreed, alpha: alphaOf(shared) };
}

/** 1 - observed / expected disagreement; null if all labels are equal, because expected disagreement is then 0. */
function alphaOf(units: readonly (readonly (string | null)[])[]): number | null {
  const totals = new Map<string | null, number>();
  let [observed, all] = [0, 0];
  for (const labels of units) {
    const counts = new Map<string | null, number>();
    for (const one of labels) counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const [one, count] of counts) {
      observed += (count * (labels.length - count)) / (labels.length - 1);
      totals.set(one, (totals.get(one) ?? 0) + count);
    }
    all += labels.length;
  }
  let expected = 0;
  for (const count of totals.values()) expected += (count * (all - count)) / (all - 1);
  return expected === 0 ? null : 1 - observed / expected;
}
