import type { Board } from '@wandcast/protocol';

/**
 * An earlier board with current names, and without people who are hidden since or no longer among the first. The current
 * one if nobody is left.
 */
export function withCurrentNames(earlier: Board, current: Board): Board {
  const now = new Map(current.rows.map((row) => [row.id, row]));
  const rows = earlier.rows.flatMap((row) => {
    const shown = now.get(row.id);
    if (shown === undefined) return [];
    const { nickname, sigil, metal } = shown;
    return [{ ...row, nickname, sigil, metal }];
  });
  return rows.length === 0 ? current : { ...earlier, rows };
}
