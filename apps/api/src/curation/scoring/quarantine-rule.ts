import type { Quality } from '@wandcast/gesture';
import type { Intent, Quarantine, SpellId } from '@wandcast/protocol';

/** Shorter than any gesture, ms: the fastest of 1,000 recorded ones took 500 ms. */
const SHORT_MS = 300;

/**
 * Confidence needed to quarantine a cast. High, so that hardly one of a thousand real gestures is quarantined: training
 * skips quarantined casts until a moderator reviews them, and the casts of most events are never reviewed.
 */
const SURE = 0.95;

export interface ScoredCast {
  readonly intent: Intent;
  readonly intendedSpell: SpellId | null;
  /** The model's best guess, and its probability. */
  readonly guess: SpellId | null;
  readonly confidence: number;
  /** Probability that the cast is none of the spells. */
  readonly none: number;
  /** Whether the prediction is held-out. A model trained on this person's casts would simply agree with them. */
  readonly isHeldOut: boolean;
}

/** Why a cast needs review before training uses it; null if it needs none. */
export function quarantineReason(
  { intent, intendedSpell, guess, confidence, none, isHeldOut }: ScoredCast,
  { still, durationMs }: Pick<Quality, 'still' | 'durationMs'>,
): Quarantine | null {
  if (still) return 'still';
  if (durationMs < SHORT_MS) return 'short';
  if (intent === 'teach') {
    const isContradicted = intendedSpell !== null && guess !== null && guess !== intendedSpell;
    return isHeldOut && isContradicted && confidence >= SURE ? 'unlike' : null;
  }
  return none >= SURE ? 'nothing' : null;
}
