import type { Book, ModelSummary } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Why the room could not cast with a book at once; undefined if it could. */
export function openingWarning(
  { spells, spellIds }: Pick<Book, 'spells' | 'spellIds'>,
  models: readonly Pick<ModelSummary, 'spells'>[],
): string | undefined {
  if (spells < 2) return texts().book.warnings.fewSpells(spells);
  const fits = models.some(
    (model) => model.spells.length === spells && spellIds.every((id) => model.spells.includes(id)),
  );
  return fits ? undefined : texts().book.warnings.noModel;
}
