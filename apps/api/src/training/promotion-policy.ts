import type { ModelCard } from '@wandcast/recognition';
import type { ModelInfo, ModelSummary } from '@wandcast/protocol';
import { sameSpells } from '../models/same-spells.js';
import type { TrainingRequest } from './training-job.js';

/** The fields of a model card that the policy uses. */
type Candidate = Pick<ModelCard, 'spells' | 'testedOn'> & { readonly metrics: Pick<ModelCard['metrics'], 'accuracy'> };

/**
 * Whether to activate a newly trained model. A model with other spells is always activated, because the room could not
 * cast its changed spells otherwise. With the same spells, a model of an explicitly chosen kind is activated; any other
 * must be at least as accurate on held-out people as the active model. A first model has no held-out accuracy yet and
 * does not replace a model that has one. Figures of different tests cannot be compared: between such models only a
 * moderator's training decides, and its final model is activated. A training of the room, which nobody asked for, makes
 * the room forget no spell: casts of it may have been deleted.
 * @param book spells that the room can cast
 */
export function shouldActivate(
  card: Candidate,
  active: (ModelInfo & Partial<Pick<ModelSummary, 'testedOn'>>) | null,
  { origin, kind }: Pick<TrainingRequest, 'origin' | 'kind'>,
  isFirst: boolean,
  book: readonly string[],
): boolean {
  const forgets = (spell: string): boolean => book.includes(spell) && !card.spells.includes(spell);
  if (origin === 'room' && active?.spells.some(forgets) === true) return false;
  if (active === null || origin === 'glyphs' || !sameSpells(card.spells, active.spells)) return true;
  if (isFirst && origin === 'room') return false;
  if (!isFirst && origin === 'taught' && kind !== 'auto') return true;
  const { accuracy } = card.metrics;
  if (active.accuracy === null) return true;
  if (accuracy === null || card.testedOn?.id !== active.testedOn?.id) return !isFirst && origin === 'taught';
  return accuracy >= active.accuracy;
}
