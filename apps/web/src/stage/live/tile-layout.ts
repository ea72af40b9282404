import type { Circle } from '../../shared/canvas/circle';
import { LARGE } from '../tiles/draw-tile';
import { hexField } from '../tiles/hex-grid';
import type { Box } from '../ui/stage-units';
import type { StageState, Tile, TileCast } from '../state/stage-state';
import { currentCast } from '../tiles/tile-motion';

/** Area of the tiles, in stage units (1920 x 1080). */
const FIELD: Box = { x: 56, y: 150, width: 1210, height: 770 };

/** Maximum cell size, so that a few people do not fill the stage. */
const LARGEST = 270;

/** Layout of the tiles. */
export interface TilePlan {
  readonly cell: number;
  /** Tiles have room for a glow and a name. */
  readonly large: boolean;
  readonly circles: readonly Circle[];
}

export function planTiles(seats: number): TilePlan {
  const { cell, points } = hexField(seats, FIELD, LARGEST);
  const large = cell > LARGE;
  const r = (cell / 2) * 0.96 * (large ? 0.82 : 1);
  return { cell, large, circles: points.map(([x, y]) => ({ x, y: y - (large ? 16 : 0), r })) };
}

export interface TilePlace {
  readonly tile: Tile;
  /** The cast to draw now. */
  readonly cast: TileCast;
  readonly at: Circle;
}

/** The tile at each seat; undefined if the seat is free. */
export function tilePlaces(
  { seats, tiles }: Pick<StageState, 'seats' | 'tiles'>,
  { circles }: TilePlan,
  now: number,
): (TilePlace | undefined)[] {
  return seats.map((slot, i) => {
    const tile = slot === null ? undefined : tiles.get(slot);
    const at = circles[i];
    return tile === undefined || at === undefined ? undefined : { tile, at, cast: currentCast(tile.cast, now) };
  });
}
