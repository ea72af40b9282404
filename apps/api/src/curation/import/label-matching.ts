import type { Spell, SpellHue, SpellId } from '@wandcast/protocol';
import { spellHues } from '@wandcast/protocol/schemas';
import { spellIdOf } from '../../rooms/spellbook/spell-id.js';

/** Longest name of a spell, in UTF-16 units. */
const MAX_SPELL_NAME = 24;

/** A label, as far as the book knows it. */
export type FoundSpell =
  | { readonly state: 'book' | 'removed'; readonly spell: SpellId }
  /** `spell` is the id it would get. */
  | { readonly state: 'new'; readonly spell: SpellId; readonly name: string };

/** Which spells a file's labels are: by id, or by name in whatever case. */
export class LabelBook {
  private readonly ids = new Map<string, FoundSpell>();
  private readonly names = new Map<string, FoundSpell>();

  /** @param removed spells that were taken out of the book: those in it come first */
  constructor(book: readonly Spell[], removed: readonly Spell[]) {
    this.learn(removed, 'removed');
    this.learn(book, 'book');
  }

  /** Undefined where the label has neither a letter nor a digit to make an id of. */
  find(label: string): FoundSpell | undefined {
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

/** The hue that the fewest of these have. */
export function rarestHue(spells: readonly Pick<Spell, 'hue'>[]): SpellHue {
  const uses = (hue: SpellHue): number => spells.filter((spell) => spell.hue === hue).length;
  return spellHues.reduce((rarest, hue) => (uses(hue) < uses(rarest) ? hue : rarest));
}

/** As the book would take it: whole characters, no longer than a name may be. */
function spellNameOf(label: string): string {
  let name = '';
  for (const character of label.trim().replace(/\s+/g, ' ')) {
    if (name.length + character.length > MAX_SPELL_NAME) break;
    name += character;
  }
  return name.trim();
}

function plainIdOf(name: string): SpellId | undefined {
  try {
    return spellIdOf(name);
  } catch {
    return undefined;
  }
}
