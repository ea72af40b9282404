import type { Round, RoundKind, Spell, SpellId } from '@wandcast/protocol';
import { spellName } from '../../models/list/model-text';

export const challengeNames: Readonly<Record<RoundKind, string>> = {
  order: 'Cast it now',
  free: 'Each spell once',
  duel: 'A duel of two',
  fastest: 'Fastest wins',
  imitate: 'As it is drawn',
};

/** What a round asks for: "Gale", "fastest Gale", "every spell". */
export function challengeWords(kind: RoundKind, spell: SpellId | null, spells: readonly Spell[]): string {
  const name = spell === null ? 'anything' : spellName(spell, spells);
  switch (kind) {
    case 'order':
      return name;
    case 'free':
      return 'every spell';
    case 'duel':
      return `duel with ${name}`;
    case 'fastest':
      return `fastest ${name}`;
    case 'imitate':
      return `${name} as drawn`;
  }
}

/** A round by its number: "Round 2: Gale". */
export function roundWords(
  { number, kind, spell }: Pick<Round, 'number' | 'kind' | 'spell'>,
  spells: readonly Spell[],
): string {
  return `Round ${number}: ${challengeWords(kind, spell, spells)}`;
}
