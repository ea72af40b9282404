import type { Circle } from '../../shared/canvas/circle';
import type { Box } from '../ui/stage-units';

/** Height of one line of a name, and the space above and below it, stage units. */
export const NAME_LINE = 33;
const NAME_SPACE = 14;

/** Largest radius of a tile. */
const LARGEST = 120;

export interface NamedField {
  /** Width of each cell, which a name may fill except for its margin. */
  readonly cell: number;
  readonly circles: readonly Circle[];
}

/** How names fit below tiles of some width: the most lines, and the smallest font size as a share of the normal one. */
export interface NamesFit {
  readonly lines: number;
  readonly scale: number;
}

export const ONE_LINE: NamesFit = { lines: 1, scale: 1 };

/**
 * Places for a few tiles with names below them, centered in `box` and as large as it allows. Rows differ by at most one
 * tile, the longer ones in the middle, and each row is centered, so that the field is balanced for every count.
 * @param fitIn how all names fit in cells of this width; a normal font counts more than large tiles
 */
export function namedField(count: number, box: Box, fitIn: (cell: number) => NamesFit): NamedField {
  let best = { r: 0, cell: 0, rows: 1, score: 0 };
  for (let rows = 1; rows <= count; rows++) {
    const cell = box.width / Math.ceil(count / rows);
    const { lines, scale } = fitIn(cell);
    const r = Math.min(LARGEST, cell * 0.46, (box.height / rows - lines * NAME_LINE - NAME_SPACE) / 2);
    const score = r * scale ** 4;
    if (score > best.score) best = { r, cell, rows, score };
  }
  const { r, rows } = best;
  // Tiles that reach their largest size move together instead of spreading over the whole stage.
  const cell = Math.min(best.cell, Math.max(3.4 * LARGEST, 2.2 * r));
  const name = fitIn(cell).lines * NAME_LINE + NAME_SPACE;
  const pitch = Math.min(box.height / rows, 2 * LARGEST + name + 40);
  const top = box.y + (box.height - pitch * rows) / 2;
  const circles = rowSizes(count, rows).flatMap((size, row) => {
    const left = box.x + (box.width - size * cell) / 2;
    return Array.from({ length: size }, (_, i) => ({
      x: left + cell * (i + 0.5),
      y: top + pitch * (row + 0.5) - name / 2,
      r,
    }));
  });
  return { cell, circles };
}

/** Sizes of `rows` rows for `count` tiles, the longer ones nearest to the middle. */
function rowSizes(count: number, rows: number): number[] {
  const sizes = new Array<number>(rows).fill(Math.floor(count / rows));
  const fromMiddle = sizes
    .map((_, row) => row)
    .sort((a, b) => Math.abs(a - (rows - 1) / 2) - Math.abs(b - (rows - 1) / 2) || a - b);
  for (const row of fromMiddle.slice(0, count % rows)) sizes[row] = (sizes[row] ?? 0) + 1;
  return sizes;
}
