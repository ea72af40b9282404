import type { JudgedCast, ModelInfo, SpellId } from '@wandcast/protocol';

/** What a model takes a cast for. */
export interface Guess {
  readonly spell: SpellId | null;
  readonly confidence: number;
  readonly next: SpellId | null;
  readonly runnerUp: number;
  /** Probability that the cast is none of the spells. */
  readonly none: number;
}

/** @param probabilities of `spells`, in their order */
export function guessIn(spells: readonly SpellId[], probabilities: readonly number[]): Guess {
  const [best, next] = probabilities.map((_, i) => i).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const probability = (index: number | undefined): number => probabilities[index ?? -1] ?? 0;
  const spellAt = (index: number | undefined): SpellId | null => spells[index ?? -1] ?? null;
  const none = probabilities.length === 0 ? 0 : Math.max(0, 1 - probabilities.reduce((sum, one) => sum + one, 0));
  return {
    spell: spellAt(best),
    confidence: probability(best),
    next: spellAt(next),
    runnerUp: probability(next),
    none,
  };
}

/** Held-out predictions store only the best class; the remaining probability is an upper bound of the runner-up's. */
export function heldOutGuess({ spells }: ModelInfo, { recognized, confidence }: JudgedCast): Guess {
  const runnerUp = Math.min(confidence, 1 - confidence);
  return { spell: spells[recognized] ?? null, confidence, next: null, runnerUp, none: 0 };
}
