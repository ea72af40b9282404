import type { Box } from '../tiles/hex-grid';

/** One spell's place in the picture of the whole book: its heading, the lanes of x, y and z under it, and words. */
export interface TeachCell {
  readonly head: Box;
  readonly lanes: Box;
  readonly words: Box;
}

/** Where the cells are, in stage units. */
const ROOM: Box = { x: 60, y: 196, width: 1800, height: 716 };
const GAP = 36;

/** Spells side by side, at most, and rows of them: more spells than that are left for the words. */
const WIDEST = [6, 12, 24] as const;
export const MOST_CELLS = 24;

/** Heights of heading and words of a cell, by the number of rows; in three rows there is no room for words. */
const HEIGHTS = [
  { head: 112, words: 152 },
  { head: 84, words: 50 },
  { head: 64, words: 0 },
] as const;

/** Cells for so many spells, in the order of the book, row by row: as many rows as keep them wide enough to read. */
export function teachGrid(spells: number): readonly TeachCell[] {
  const count = Math.min(spells, MOST_CELLS);
  const rows = 1 + WIDEST.findIndex((widest) => count <= widest);
  const columns = Math.max(3, Math.ceil(count / rows));
  const { head, words } = HEIGHTS[rows - 1] ?? HEIGHTS[2];
  const width = (ROOM.width - GAP * (columns - 1)) / columns;
  const height = (ROOM.height - GAP * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i): TeachCell => {
    const x = ROOM.x + (i % columns) * (width + GAP);
    const y = ROOM.y + Math.floor(i / columns) * (height + GAP);
    return {
      head: { x, y, width, height: head },
      lanes: { x, y: y + head, width, height: height - head - words },
      words: { x, y: y + height - words, width, height: words },
    };
  });
}

/** A box as a style, in rem: 16 stage units each. */
export function styleOf({ x, y, width, height }: Box): Record<string, string> {
  return { left: `${x / 16}rem`, top: `${y / 16}rem`, width: `${width / 16}rem`, height: `${height / 16}rem` };
}
