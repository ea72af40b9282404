import type { ModelSummary, Spell, SpellId } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';
import { spellName } from '../../../shared/format/spell-name';

/** A model's spells compared with those of the book. */
export interface SpellMatch {
  /** Number of spells of the book that the model knows. */
  readonly known: number;
  /** Spells of the book that it does not know. */
  readonly missing: readonly SpellId[];
  /** Spells it knows that are not in the book. */
  readonly extra: readonly SpellId[];
}

export function matchSpells({ spells }: Pick<ModelSummary, 'spells'>, book: readonly Pick<Spell, 'id'>[]): SpellMatch {
  const missing = book.flatMap(({ id }) => (spells.includes(id) ? [] : [id]));
  const extra = spells.filter((id) => !book.some((spell) => spell.id === id));
  return { known: book.length - missing.length, missing, extra };
}

/** Whether the model knows exactly the spells of the book. */
export function isMatch({ missing, extra }: SpellMatch): boolean {
  return missing.length === 0 && extra.length === 0;
}

/**
 * "all 6 spells", or "knows 5 of 6 spells, not Tide".
 * @param names the spells of the book and those removed from it
 */
export function knowsText(
  { known, missing, extra }: SpellMatch,
  book: readonly Pick<Spell, 'id'>[],
  names: readonly Pick<Spell, 'id' | 'name'>[],
): string {
  const { knows } = texts().models.versions;
  if (book.length === 0) return knows.blank(extra.length);
  const text =
    missing.length === 0
      ? knows.all(book.length)
      : known === 0
        ? knows.none(book.length)
        : knows.some(known, book.length, namesOf(missing, names));
  return extra.length === 0 ? text : knows.also(text, namesOf(extra, names));
}

export function namesOf(ids: readonly SpellId[], names: readonly Pick<Spell, 'id' | 'name'>[]): string[] {
  return ids.map((id) => spellName(names, id));
}
