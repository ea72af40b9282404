import type { Circle } from '../../shared/canvas/circle';
import { hexField } from '../tiles/hex-grid';
import type { Box } from '../ui/stage-units';
import type { StageState, Tile, TileCast } from '../state/stage-state';
import { currentCast } from '../tiles/tile-motion';
import { ONE_LINE, namedField, type NamesFit } from './named-field';

/** Area of the tiles, in stage units (1920 x 1080). */
export const FIELD: Box = { x: 56, y: 150, width: 1210, height: 770 };

/** Maximum number of tiles with names below them. */
export const MOST_NAMED = 30;

/** Tiles fill this share of a cell without names. */
const FILL = 0.96;

/** Layout of the tiles. */
export interface TilePlan {
  /** Size of a cell that has room for just the tile. */
  readonly cell: number;
  /** Width for a name below each tile; null in a crowd. */
  readonly nameWidth: number | null;
  readonly circles: readonly Circle[];
}

/** Margin between names of neighbors, stage units. */
const NAME_MARGIN = 18;

/** @param fitIn how all names fit in this width */
export function planTiles(seats: number, fitIn: (width: number) => NamesFit = () => ONE_LINE): TilePlan {
  if (seats <= MOST_NAMED) {
    const { cell, circles } = namedField(seats, FIELD, (width) => fitIn(width - NAME_MARGIN));
    return { cell: (2 * (circles[0]?.r ?? 0)) / FILL, nameWidth: cell - NAME_MARGIN, circles };
  }
  const { cell, points } = hexField(seats, FIELD);
  return { cell, nameWidth: null, circles: points.map(([x, y]) => ({ x, y, r: (cell / 2) * FILL })) };
}

export interface TilePlace {
  readonly tile: Tile;
  /** The cast to draw now. */
  readonly cast: TileCast;
  /** Packed path so far of a cast in progress; undefined if none is known. */
  readonly stroke: string | undefined;
  readonly at: Circle;
}

/** The tile at each seat; undefined if the seat is free. */
export function tilePlaces(
  { seats, tiles, strokes }: Pick<StageState, 'seats' | 'tiles' | 'strokes'>,
  { circles }: TilePlan,
  now: number,
): (TilePlace | undefined)[] {
  return seats.map((slot, i) => {
    const tile = slot === null ? undefined : tiles.get(slot);
    const at = circles[i];
    if (slot === null || tile === undefined || at === undefined) return undefined;
    return { tile, at, cast: currentCast(tile.cast, now), stroke: strokes.get(slot) };
  });
}
