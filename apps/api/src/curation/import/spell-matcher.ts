import { cleanText, type Spell, type SpellHue, type SpellId } from '@wandcast/protocol';
import { spellHues } from '@wandcast/protocol/schemas';
import { spellIdOf } from '../../rooms/spellbook/spell-id.js';

/** Longest name of a spell, in UTF-16 units. */
const MAX_SPELL_NAME = 24;

/** The spell that a label refers to: in the spellbook, removed from it, or not yet created. */
export type SpellMatch =
  | { readonly state: 'book' | 'removed'; readonly spell: SpellId }
  /** `spell` is the id the new spell will get. */
  | { readonly state: 'new'; readonly spell: SpellId; readonly name: string };

/** Finds the spell for a label in a file, by id or by case-insensitive name. */
export class SpellMatcher {
  private readonly ids = new Map<string, SpellMatch>();
  private readonly names = new Map<string, SpellMatch>();

  /** @param removed removed spells; spells in the book take precedence */
  constructor(book: readonly Spell[], removed: readonly Spell[]) {
    this.learn(removed, 'removed');
    this.learn(book, 'book');
  }

  /** Undefined if the label contains no letter or digit to derive an id from. */
  find(label: string): SpellMatch | undefined {
    const name = spellNameOf(label);
    const id = plainIdOf(name);
    if (id === undefined) return undefined;
    return this.ids.get(label) ?? this.names.get(id) ?? this.ids.get(id) ?? { state: 'new', spell: id, name };
  }

  private learn(spells: readonly Spell[], state: 'book' | 'removed'): void {
    for (const { id, name } of spells) {
      this.ids.set(id, { state, spell: id });
      this.names.set(plainIdOf(name) ?? id, { state, spell: id });
    }
  }
}

/** The hue used by the fewest of these spells. */
export function leastUsedHue(spells: readonly Pick<Spell, 'hue'>[]): SpellHue {
  const uses = (hue: SpellHue): number => spells.filter((spell) => spell.hue === hue).length;
  return spellHues.reduce((rarest, hue) => (uses(hue) < uses(rarest) ? hue : rarest));
}

/** A valid spell name: cleaned, truncated between characters to the longest allowed name. */
function spellNameOf(label: string): string {
  let name = '';
  for (const character of cleanText(label)) {
    if (name.length + character.length > MAX_SPELL_NAME) break;
    name += character;
  }
  return cleanText(name);
}

function plainIdOf(name: string): SpellId | undefined {
  try {
    return spellIdOf(name);
  } catch {
    return undefined;
  }
}
