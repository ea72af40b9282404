import { curveBumpX, line } from 'd3-shape';
import type { BoardRow } from '@wandcast/protocol';

/** A point of the chart: the round, and the distance from the top in rows. */
interface BumpDot {
  readonly column: number;
  readonly row: number;
  readonly rank: number;
  /** Ranked lower than the board shows. */
  readonly below: boolean;
}

interface BumpLine {
  readonly id: string;
  /** One per round in which they had points, oldest first. */
  readonly dots: readonly BumpDot[];
}

/** Distance below the last row for ranks that are not shown. */
const BELOW = 0.35;

/**
 * Ranks of everyone on the board after each of the last rounds. In the last column rows match the board. In the others
 * a rank is a row, ties are stacked, and lower ranks are just below the last row.
 * @param columns number of rounds shown
 */
export function bumpLines(rows: readonly Pick<BoardRow, 'id' | 'ranks'>[], columns: number): BumpLine[] {
  const places = Array.from({ length: columns }, (_, column) => placesOf(rows, column, columns));
  return rows.map(({ id }, i) => ({
    id,
    dots: places.flatMap((column, at) => {
      const place = column[i];
      return place === undefined || place === null ? [] : [{ column: at, ...place, below: place.row > rows.length }];
    }),
  }));
}

function placesOf(
  rows: readonly Pick<BoardRow, 'ranks'>[],
  column: number,
  columns: number,
): readonly (Pick<BumpDot, 'row' | 'rank'> | null)[] {
  // Fewer ranks than rounds: the oldest are missing.
  const ranks = rows.map(({ ranks: own }) => own[column - columns + own.length] ?? null);
  if (column === columns - 1) return ranks.map((rank, i) => (rank === null ? null : { rank, row: i + 0.5 }));
  return ranks.map((rank, i) => {
    if (rank === null) return null;
    const equals = ranks.slice(0, i).filter((other) => other === rank).length;
    return { rank, row: Math.min(rank - 0.5 + equals, rows.length + BELOW) };
  });
}

/**
 * The line through the dots as an SVG path, without the parts below the board.
 * @param x position of a column  @param y position of a row
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

/** Splits the dots into runs that touch the board. */
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

/** Whether the ranks of earlier rounds tell anything: someone on the board already had points. */
export function hasHistory(rows: readonly Pick<BoardRow, 'ranks'>[]): boolean {
  return rows.some(({ ranks }) => ranks.filter((rank) => rank !== null).length > 1);
}

/**
 * The dot with the rank of a line beside it: its first one. None below the board, which has no place for it, and none in
 * the last column, beside the list.
 */
export function labeledDot({ dots: [first] }: Pick<BumpLine, 'dots'>, columns: number): BumpDot | undefined {
  return first === undefined || first.below || first.column === columns - 1 ? undefined : first;
}

/** The lines to highlight: first place, and the best climber among the others, at least two places. */
export function highlightedIds(rows: readonly Pick<BoardRow, 'id' | 'rank' | 'moved'>[]): ReadonlySet<string> {
  const climbs = ({ rank, moved }: Pick<BoardRow, 'rank' | 'moved'>): number => (rank === 1 ? 0 : (moved ?? 0));
  const farthest = Math.max(2, ...rows.map(climbs));
  const climber = rows.find((row) => climbs(row) === farthest);
  return new Set(
    [...rows.filter(({ rank }) => rank === 1), ...(climber === undefined ? [] : [climber])].map(({ id }) => id),
  );
}
