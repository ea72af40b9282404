import type { Quality } from '@wandcast/gesture';
import type { Intent, Quarantine, SpellId } from '@wandcast/protocol';

/** Shorter than any gesture: the quickest of 1,000 recorded ones took 0.5 s. */
const SHORT_MS = 300;

/**
 * How sure a model must be against a cast: so sure that of a thousand real gestures hardly one is held back. What is
 * held back is not learnt from until somebody has looked, and nobody looks at most rooms' casts.
 */
const SURE = 0.95;

export interface Suspect {
  readonly intent: Intent;
  /** The spell its phone said. */
  readonly said: SpellId | null;
  /** The model's best guess, and its probability. */
  readonly guess: SpellId | null;
  readonly confidence: number;
  /** Probability that it is none of the spells. */
  readonly none: number;
  /** Whether the model had not learnt from this person: else it agrees with whatever they taught it. */
  readonly isHeldOut: boolean;
}

/** Why a cast had better be looked at before anything is learnt from it; null where nothing speaks against it. */
export function suspicionOf(
  { intent, said, guess, confidence, none, isHeldOut }: Suspect,
  { still, durationMs }: Pick<Quality, 'still' | 'durationMs'>,
): Quarantine | null {
  if (still) return 'still';
  if (durationMs < SHORT_MS) return 'short';
  if (intent === 'teach')
    return isHeldOut && said !== null && guess !== null && guess !== said && confidence >= SURE ? 'unlike' : null;
  return none >= SURE ? 'nothing' : null;
}
