import type { Point } from '../../shared/canvas/point';
import type { Box } from '../ui/stage-units';

interface HexField {
  /** Distance between neighbors in a row, in the units of the box. */
  readonly cell: number;
  /** Centers, row by row. */
  readonly points: readonly Point[];
}

/** Distance between rows in cells: 0.866 for hexagonal packing, plus a margin. */
const ROW = 0.88;

/**
 * `count` places in hexagonal packing, centered and as large as the box allows, but at most `largest`. Every second row
 * is shifted by half a cell.
 */
export function hexField(count: number, box: Box, largest = Infinity): HexField {
  let cell = 0;
  let columns = 1;
  for (let tried = 1; tried <= count; tried++) {
    const rows = Math.ceil(count / tried);
    const size = Math.min(box.width / widthOf(tried, rows), box.height / heightOf(rows));
    if (size > cell) [cell, columns] = [size, tried];
  }
  cell = Math.min(cell, largest);
  const rows = Math.ceil(count / columns);
  const left = box.x + (box.width - cell * widthOf(columns, rows)) / 2;
  const top = box.y + (box.height - cell * heightOf(rows)) / 2;
  const points = Array.from({ length: count }, (_, i): Point => {
    const row = Math.floor(i / columns);
    return [left + cell * (0.5 + (i % columns) + (row % 2 === 1 ? 0.5 : 0)), top + cell * (0.5 + ROW * row)];
  });
  return { cell, points };
}

/** Width and height of a field in cells. */
const widthOf = (columns: number, rows: number): number => columns + (rows > 1 ? 0.5 : 0);
const heightOf = (rows: number): number => 1 + ROW * (rows - 1);
