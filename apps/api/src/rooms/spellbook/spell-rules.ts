import { GlyphError, parseGlyph } from '@wandcast/gesture';
import { FailureError, type Spell, type SpellDirection, type SpellId } from '@wandcast/protocol';
import { spellIdOf } from './spell-id.js';
import type { LockedBook } from './spells.repository.js';

interface NewSpell extends Pick<Spell, 'name' | 'hue' | 'glyph'> {
  readonly hint?: string;
  readonly direction?: SpellDirection | undefined;
  readonly secondGlyph?: string | undefined;
}

/** A spell with an id that no book uses, so that casts and models of other spells are not confused with it. */
export function newSpell(
  book: Pick<LockedBook, 'spells' | 'ids'>,
  { name, hue, glyph, hint = '', direction, secondGlyph }: NewSpell,
): Spell {
  checkName(name, book.spells);
  return {
    ...{ id: spellIdOf(name, book.ids), name, hue, glyph, hint },
    ...(direction && { direction }),
    ...(secondGlyph && { secondGlyph }),
  };
}

/** @throws FailureError `spell-exists` if a spell has an equivalent name, `name-unusable` */
export function checkName(name: string, spells: readonly Spell[]): void {
  const id = spellIdOf(name);
  if (spells.some((spell) => spellIdOf(spell.name) === id)) throw new FailureError('spell-exists', id);
}

/** @throws FailureError `spell-unknown` */
export function findSpell(spells: readonly Spell[], id: SpellId): Spell {
  const spell = spells.find((one) => one.id === id);
  if (spell === undefined) throw new FailureError('spell-unknown', id);
  return spell;
}

/** @throws FailureError `glyph-unreadable` */
export function checkGlyph(glyph: string): void {
  try {
    parseGlyph(glyph);
  } catch (error) {
    throw error instanceof GlyphError ? new FailureError('glyph-unreadable', error.reason) : error;
  }
}
