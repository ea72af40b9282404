import type { TeachingNeed, Spell } from '@wandcast/protocol';

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const castsWords = (n: number): string => counted(n, 'cast', 'casts');
export const peopleWords = (n: number): string => (n === 1 ? 'person' : 'people');

/** What the room is told that a spell still needs: "Bloom needs 4 more casts from 2 more people." */
export function needSentence(spell: Pick<Spell, 'name'>, need: TeachingNeed | undefined): string {
  if (need === undefined) return '';
  if (need.needs === null) return 'Enough to learn from. More makes it surer.';
  return need.casts === 0 ? `Nobody has taught ${spell.name} yet.` : `${need.needs}.`;
}

/**
 * The same under the spell's own heading, where its name stands already and room is short: lines of it.
 * @param seen casts that came since it was counted
 */
export function needLines(need: TeachingNeed | undefined, seen: number): readonly string[] {
  if (need === undefined) return [];
  if (need.needs === null) return ['enough to', 'learn from'];
  if (need.casts === 0) return seen > 0 ? [] : ['nobody', 'taught it yet'];
  return need.needs.match(/\d+ more \p{L}+/gu) ?? [need.needs];
}
