import type { SpellId, TrainingEnd } from '@wandcast/protocol';
import type { DeskState } from '../../connection/console-state';
import { percentWords } from '../../../shared/format/percent-text';
import { stageWords } from '../../models/training/training-text';

/** A glyph that was just kept: which spell's, and what was known then. */
export interface Kept {
  readonly spell: SpellId;
  /** The model and the end of a training that were known when it was kept. */
  readonly modelId: string | undefined;
  readonly lastEnd: TrainingEnd | null;
}

/** Whether a kept glyph can be cast yet. */
export type Castable =
  | { readonly kind: 'now' }
  | { readonly kind: 'soon'; readonly words: string; readonly done: number }
  | { readonly kind: 'failed'; readonly words: string };

/**
 * A kept glyph can be cast once another model than before knows its spell. Whether that model learnt from this glyph
 * is told by the training that made it: one of glyphs.
 */
export function castableOf(state: DeskState, kept: Kept): Castable {
  const { model, models, training } = state;
  const end = state.lastEnd === kept.lastEnd ? null : state.lastEnd;
  const ofGlyphs =
    models.some(({ id, origin }) => id === model?.id && origin === 'glyphs') ||
    (training?.origin === 'glyphs' && training.firstModelId === model?.id) ||
    (end?.origin === 'glyphs' && end.modelId === model?.id);
  if (model !== null && model.id !== kept.modelId && model.spells.includes(kept.spell) && ofGlyphs)
    return { kind: 'now' };
  if (training?.origin === 'glyphs')
    return { kind: 'soon', words: `${stageWords(training)}, ${percentWords(training.done)}`, done: training.done };
  if (end?.origin === 'glyphs' && end.outcome === 'failed')
    return { kind: 'failed', words: end.failure?.message ?? 'The training broke off.' };
  if (end?.origin === 'glyphs' && end.outcome === 'canceled')
    return { kind: 'failed', words: 'The training was stopped. The next one takes the glyph in.' };
  return { kind: 'soon', words: 'Waiting for the training', done: 0 };
}
