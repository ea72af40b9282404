import type { Spell } from '@wandcast/protocol';

/** A spellbook whose spells are known. */
export interface ShownBook {
  readonly id: string;
  readonly name: string;
  readonly isInUse: boolean;
  readonly spells: readonly Spell[];
  readonly removed: readonly Spell[];
}
