import type { Failure } from '../vocabulary/failures.js';
import type { Spell } from './entities.js';

/** A set of spells, reusable in the next event. */
export interface Book {
  readonly id: string;
  readonly name: string;
  /** How many it has, without those taken out. */
  readonly spells: number;
  /** Put away: not offered any more, and kept with everything in it. */
  readonly archived: boolean;
}

/** Every book, the oldest first, and which one this room uses. */
export interface Books {
  readonly current: string;
  readonly list: readonly Book[];
}

/** What came of bringing spells into a book. */
export interface SpellsBrought {
  readonly added: readonly Spell[];
  readonly leftOut: readonly { readonly name: string; readonly failure: Failure }[];
}
