import { curveBumpX, line } from 'd3-shape';
import type { BoardRow } from '@wandcast/protocol';

/** A place in the chart: which round, and how far down in rows from the top of the first. */
export interface BumpDot {
  readonly column: number;
  readonly row: number;
  /** They were farther down than the board goes. */
  readonly below: boolean;
}

export interface BumpLine {
  readonly id: string;
  /** Rounds in which they had points, oldest first. */
  readonly dots: readonly BumpDot[];
}

/** Where someone stood who was not among those shown: this far below the last row. */
const BELOW = 0.35;

/**
 * Where everyone of the board stood after each of the last rounds. The last column is the board as it is, row by row;
 * before it a rank is a row, equals one under the other, and whoever was farther down comes up from below.
 * @param columns rounds that are shown
 */
export function bumpLines(rows: readonly Pick<BoardRow, 'id' | 'ranks'>[], columns: number): BumpLine[] {
  const places = Array.from({ length: columns }, (_, column) => placesOf(rows, column, columns));
  return rows.map(({ id }, i) => ({
    id,
    dots: places.flatMap((column, at) => {
      const row = column[i];
      return row === undefined || row === null ? [] : [{ column: at, row, below: row > rows.length }];
    }),
  }));
}

function placesOf(
  rows: readonly Pick<BoardRow, 'ranks'>[],
  column: number,
  columns: number,
): readonly (number | null)[] {
  // Fewer ranks than rounds: someone whose oldest are not told.
  const ranks = rows.map(({ ranks: own }) => own[column - columns + own.length] ?? null);
  if (column === columns - 1) return ranks.map((rank, i) => (rank === null ? null : i + 0.5));
  return ranks.map((rank, i) => {
    if (rank === null) return null;
    const equals = ranks.slice(0, i).filter((other) => other === rank).length;
    return Math.min(rank - 0.5 + equals, rows.length + BELOW);
  });
}

/**
 * The line through dots as an SVG path; from below it comes up at the last moment, and what happened there is not shown.
 * @param x, y the chart's units of a column and of a row
 */
export function bumpPath(dots: readonly BumpDot[], x: (column: number) => number, y: (row: number) => number): string {
  const path = line<BumpDot>(
    (dot) => x(dot.column),
    (dot) => y(dot.row),
  ).curve(curveBumpX);
  return shownParts(dots)
    .map((part) => path(part) ?? '')
    .join('');
}

/** The dots in runs that touch the board. */
function shownParts(dots: readonly BumpDot[]): BumpDot[][] {
  const parts: BumpDot[][] = [];
  let part: BumpDot[] = [];
  for (const dot of dots) {
    if (dot.below && part.at(-1)?.below === true) {
      if (part.length > 1) parts.push(part);
      part = [];
    }
    part.push(dot);
  }
  return part.some(({ below }) => !below) ? [...parts, part] : parts;
}

/** Who the eye should follow: the first, and who climbed farthest of the others, at least two places. */
export function hotIds(rows: readonly Pick<BoardRow, 'id' | 'rank' | 'moved'>[]): ReadonlySet<string> {
  const climbs = ({ rank, moved }: Pick<BoardRow, 'rank' | 'moved'>): number => (rank === 1 ? 0 : (moved ?? 0));
  const farthest = Math.max(2, ...rows.map(climbs));
  const climber = rows.find((row) => climbs(row) === farthest);
  return new Set(
    [...rows.filter(({ rank }) => rank === 1), ...(climber === undefined ? [] : [climber])].map(({ id }) => id),
  );
}
