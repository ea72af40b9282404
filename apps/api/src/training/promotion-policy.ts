import type { ModelCard } from '@wandcast/recognition';
import type { ModelInfo } from '@wandcast/protocol';
import { sameSpells } from '../models/same-spells.js';
import type { TrainingOrder } from './training-job.js';

/** What of a model's card decides. */
type Candidate = Pick<ModelCard, 'spells'> & { readonly metrics: Pick<ModelCard['metrics'], 'accuracy'> };

/**
 * Whether a model that was just trained is to answer from now on. One that knows other spells always is, or what the room
 * changed could not be cast. With the same spells a person's explicit choice of kind counts, and otherwise people it has
 * not met: it must not do worse on them than the one that is active. A first model, which is measured on nobody yet,
 * does not take the place of one that was.
 */
export function shouldWake(
  card: Candidate,
  live: ModelInfo | null,
  { origin, kind }: Pick<TrainingOrder, 'origin' | 'kind'>,
  isFirst: boolean,
): boolean {
  if (live === null || origin === 'glyphs' || !sameSpells(card.spells, live.spells)) return true;
  if (isFirst && origin === 'room') return false;
  if (!isFirst && origin === 'taught' && kind !== 'auto') return true;
  const { accuracy } = card.metrics;
  if (live.accuracy === null) return true;
  if (accuracy === null) return !isFirst && origin === 'taught';
  return accuracy >= live.accuracy;
}
