import type { Agreement } from '@wandcast/protocol';

/** What one member last said of one cast: a spell, or null where they discarded it. */
export interface Opinion {
  readonly castId: string;
  readonly memberId: string;
  readonly spell: string | null;
}

/**
 * How far those agree who labeled the same casts.
 * @param opinions one a member and cast  @returns alpha after K. Krippendorff (2011), nominal data, any number of people
 */
export function agreementOf(opinions: readonly Opinion[]): Agreement {
  const byCast = new Map<string, (string | null)[]>();
  for (const { castId, spell } of opinions) byCast.set(castId, [...(byCast.get(castId) ?? []), spell]);
  const shared = [...byCast.values()].filter((said) => said.length > 1);
  const agreed = shared.filter((said) => new Set(said).size === 1).length;
  return { casts: shared.length, agreed, alpha: alphaOf(shared) };
}

/** 1 - observed / expected disagreement; null where everyone said one thing of everything, and chance says nothing. */
function alphaOf(units: readonly (readonly (string | null)[])[]): number | null {
  const totals = new Map<string | null, number>();
  let [observed, all] = [0, 0];
  for (const said of units) {
    const counts = new Map<string | null, number>();
    for (const one of said) counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const [one, count] of counts) {
      observed += (count * (said.length - count)) / (said.length - 1);
      totals.set(one, (totals.get(one) ?? 0) + count);
    }
    all += said.length;
  }
  let expected = 0;
  for (const count of totals.values()) expected += (count * (all - count)) / (all - 1);
  return expected === 0 ? null : 1 - observed / expected;
}
