import type { Round, Spell } from '@wandcast/protocol';

/** Title of a round's column: "round 1 Tide", "round 2 Ember fastest", "round 3 free". */
export function roundTitle(
  { number, kind, spell }: Pick<Round, 'number' | 'kind' | 'spell'>,
  spells: readonly Spell[],
): string {
  const name = spell === null ? [] : [spells.find(({ id }) => id === spell)?.name ?? spell];
  const how = kind === 'order' && spell !== null ? [] : [kind];
  return ['round', `${number}`, ...name, ...how].join(' ');
}
