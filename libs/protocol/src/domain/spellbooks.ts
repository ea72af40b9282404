import type { Failure } from '../vocabulary/failures.js';
import type { Spell, SpellId } from './entities.js';

/** A spellbook: a set of spells that several events can use. */
export interface Book {
  readonly id: string;
  readonly name: string;
  /** Number of spells, without removed ones. */
  readonly spells: number;
  /** Ids of these spells. A model fits a book if it knows the same. */
  readonly spellIds: readonly SpellId[];
  /** Archived books are no longer offered, but keep their spells. */
  readonly archived: boolean;
}

/** All spellbooks, oldest first, and the id of the one in use. */
export interface Books {
  readonly current: string;
  readonly list: readonly Book[];
}

/** The spells of a spellbook, whether it is in use or not. */
export interface BookSpells {
  readonly bookId: string;
  /** In the order of the book. */
  readonly spells: readonly Spell[];
  /** Removed spells, which can be restored; newest first. */
  readonly removed: readonly Spell[];
}

/** Result of importing spells into a spellbook. */
export interface SpellsImported {
  readonly added: readonly Spell[];
  readonly skipped: readonly { readonly name: string; readonly failure: Failure }[];
}
