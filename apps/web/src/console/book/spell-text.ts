import type { Readiness } from '@wandcast/protocol';

/** Characters of a hint at most: one line on a phone. */
export const MOST_HINT = 80;

/** How often a spell was taught, for people. */
export function taughtWords(ready: Pick<Readiness, 'casts' | 'people'> | undefined): string {
  if (ready === undefined || ready.casts === 0) return 'not taught';
  const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  return `${counted(ready.casts, 'cast', 'casts')}, ${counted(ready.people, 'person', 'people')}`;
}
