/** Which rows of a long list are drawn, and the room that the others take, px. */
export interface RowWindow {
  readonly from: number;
  /** Past the last. */
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** Rows drawn beyond what one sees: a turn of a wheel finds them there. */
const MARGIN = 8;

export interface RowHeights {
  /** Of every row, px. */
  readonly row: number;
  /** What the open row has more, px. */
  readonly more: number;
  /** Place of the open row; -1 where none is open. */
  readonly open: number;
}

/** Where a row begins, px from the first. */
export function rowTop(place: number, { row, more, open }: RowHeights): number {
  return place * row + (open >= 0 && place > open ? more : 0);
}

/** The rows to draw of `count`, seen from `top` on for `height` px. */
export function rowWindow(count: number, top: number, height: number, heights: RowHeights): RowWindow {
  const { row, more } = heights;
  const from = Math.max(0, Math.min(count, Math.floor((top - more) / row) - MARGIN));
  const to = Math.min(count, Math.ceil((top + height) / row) + MARGIN);
  return { from, to, above: rowTop(from, heights), below: rowTop(count, heights) - rowTop(to, heights) };
}
