import type { RoomNeed, Spell } from '@wandcast/protocol';

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const castsWords = (n: number): string => counted(n, 'cast', 'casts');
export const peopleWords = (n: number): string => (n === 1 ? 'person' : 'people');

/** What the room is told that a spell still needs: "Bloom needs 4 more casts from 2 more people". */
export function needSentence(need: RoomNeed | undefined): string {
  if (need === undefined) return '';
  return need.needs ?? 'That is enough. More hands make it surer';
}

/** The same under the spell's own heading, where its name stands already and room is short. */
export function needShort(spell: Pick<Spell, 'name'>, need: RoomNeed | undefined): string {
  if (need === undefined) return '';
  if (need.needs === null) return 'enough, more is surer';
  const rest = need.needs.startsWith(`${spell.name} `) ? need.needs.slice(spell.name.length + 1) : need.needs;
  return rest.replace(/^can be cast from its glyph alone; .*$/, 'nobody taught it yet');
}

/** Casts the whole room has given. */
export function castsOf(needs: readonly RoomNeed[]): number {
  return needs.reduce((sum, { casts }) => sum + casts, 0);
}
