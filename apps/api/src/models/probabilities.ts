import type { ModelInfo, Recognition } from '@wandcast/protocol';

/** Rounds to 0.01%, as on the wire and in the database, so that a replayed cast gets the same answer. */
export function rounded(probabilities: readonly number[]): number[] {
  return probabilities.map((probability) => Math.round(probability * 10_000) / 10_000);
}

/** The most probable spell, or null if its probability is below the threshold (SPEC R3). */
export function spellAboveThreshold(
  { spells, threshold }: ModelInfo,
  probabilities: readonly number[],
): Recognition['spell'] {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return (probabilities[best] ?? 0) >= threshold ? (spells[best] ?? null) : null;
}
