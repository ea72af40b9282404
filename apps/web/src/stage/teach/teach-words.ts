import type { RoomNeed } from '@wandcast/protocol';

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const castsWords = (n: number): string => counted(n, 'cast', 'casts');
export const peopleWords = (n: number): string => (n === 1 ? 'person' : 'people');

/** What the room is told that a spell still needs: "Bloom needs 4 more casts from 2 more people." */
export function needSentence(need: RoomNeed | undefined): string {
  if (need === undefined) return '';
  return `${need.needs ?? 'That is enough to learn from. More hands make it surer'}.`;
}

/** The same under the spell's own heading, where its name stands already and room is short: "4 more casts, 2 more people". */
export function needShort(need: RoomNeed | undefined): string {
  if (need === undefined) return '';
  if (need.needs === null) return 'enough to learn from';
  if (need.casts === 0) return 'nobody taught it yet';
  return need.needs.match(/\d+ more \p{L}+/gu)?.join(', ') ?? need.needs;
}

/** Casts the whole room has given. */
export function castsOf(needs: readonly RoomNeed[]): number {
  return needs.reduce((sum, { casts }) => sum + casts, 0);
}
