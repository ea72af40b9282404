import type { Box } from '../ui/stage-units';

/** One spell's cell: its heading, the lanes of x, y and z, and a text. */
interface TeachCell {
  readonly head: Box;
  readonly lanes: Box;
  readonly text: Box;
}

/** Area of the cells, in stage units. */
const AREA: Box = { x: 60, y: 196, width: 1800, height: 716 };
const GAP = 36;

/** Maximum number of spells for one, two and three rows. */
const WIDEST = [6, 12, 24] as const;
export const MOST_CELLS = 24;

/** Heights of heading and text by number of rows: room for four lines of text, for one, and for none. */
const HEIGHTS = [
  { head: 112, text: 192 },
  { head: 84, text: 50 },
  { head: 64, text: 0 },
] as const;

/** Cells for so many spells, row by row in the order of the book, with enough rows to keep the cells readable. */
export function teachGrid(spells: number): readonly TeachCell[] {
  const count = Math.min(spells, MOST_CELLS);
  const rows = 1 + WIDEST.findIndex((widest) => count <= widest);
  const columns = Math.max(3, Math.ceil(count / rows));
  const { head, text } = HEIGHTS[rows - 1] ?? HEIGHTS[2];
  const width = (AREA.width - GAP * (columns - 1)) / columns;
  const height = (AREA.height - GAP * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i): TeachCell => {
    const x = AREA.x + (i % columns) * (width + GAP);
    const y = AREA.y + Math.floor(i / columns) * (height + GAP);
    return {
      head: { x, y, width, height: head },
      lanes: { x, y: y + head, width, height: height - head - text },
      text: { x, y: y + height - text, width, height: text },
    };
  });
}
