import type { SpellId, TrainingEnd } from '@wandcast/protocol';
import type { ClientState } from '../../connection/client-state';
import { stageText } from '../../models/training/training-text';
import { texts } from '../../texts/console-texts';

/** A glyph that was just saved, with the state at that time. */
export interface SavedGlyph {
  readonly spell: SpellId;
  /** The active model and the last training result when it was saved. */
  readonly modelId: string | undefined;
  readonly lastTrainingEnd: TrainingEnd | null;
}

/** Whether a saved glyph can be cast yet. */
export type Castable =
  | { readonly kind: 'now' }
  /** `done`: progress of the training, 0..1. */
  | { readonly kind: 'soon'; readonly text: string; readonly done: number }
  | { readonly kind: 'failed'; readonly text: string };

/**
 * A saved glyph can be cast once a new model, trained because of a glyph change, knows its spell.
 */
export function castableOf(state: ClientState, saved: SavedGlyph): Castable {
  const { model, models, training } = state;
  const end = state.lastTrainingEnd === saved.lastTrainingEnd ? null : state.lastTrainingEnd;
  const isFromGlyphs =
    models.some(({ id, origin }) => id === model?.id && origin === 'glyphs') ||
    (training?.origin === 'glyphs' && training.firstModelId === model?.id) ||
    (end?.origin === 'glyphs' && end.modelId === model?.id);
  if (model !== null && model.id !== saved.modelId && model.spells.includes(saved.spell) && isFromGlyphs)
    return { kind: 'now' };
  if (training?.origin === 'glyphs')
    return {
      kind: 'soon',
      text: texts().book.editor.progress(stageText(training), texts().format.numbers.chance(training.done)),
      done: training.done,
    };
  if (end?.origin === 'glyphs' && end.outcome === 'failed')
    return { kind: 'failed', text: end.failure?.message ?? texts().book.editor.failed };
  if (end?.origin === 'glyphs' && end.outcome === 'canceled')
    return { kind: 'failed', text: texts().book.editor.stopped };
  return { kind: 'soon', text: texts().book.editor.waiting, done: 0 };
}
