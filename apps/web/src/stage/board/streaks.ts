import type { BoardRow } from '@wandcast/protocol';

/** Whether streaks tell anything: someone has one, and not everyone has the same. */
export function hasStreaks(rows: readonly Pick<BoardRow, 'streak'>[]): boolean {
  const streaks = new Set(rows.map(({ streak }) => streak));
  return rows.some(({ streak }) => streak > 1) && (streaks.size > 1 || rows.length === 1);
}
