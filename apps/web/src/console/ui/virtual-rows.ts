/** The rows of a long list to render, and the height of the space above and below them, px. */
interface RowWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

interface RowHeights {
  /** Height of a row, px. */
  readonly row: number;
  /** Extra height of the open row, px. */
  readonly more: number;
  /** Index of the open row; -1 if none. */
  readonly open: number;
}

/** Top of a row, px. */
export function rowTop(place: number, { row, more, open }: RowHeights): number {
  return place * row + (open >= 0 && place > open ? more : 0);
}

/**
 * The rows to render of `count`, visible from `top` on for `height` px.
 * @param margin number of rows rendered beyond the visible ones on each side
 */
export function rowWindow(count: number, top: number, height: number, heights: RowHeights, margin = 8): RowWindow {
  const { row, more } = heights;
  const from = Math.max(0, Math.min(count, Math.floor((top - more) / row) - margin));
  const to = Math.min(count, Math.ceil((top + height) / row) + margin);
  return { from, to, above: rowTop(from, heights), below: rowTop(count, heights) - rowTop(to, heights) };
}
