import type { Circle } from '../../shared/canvas/circle';
import { LARGE } from '../tiles/draw-tile';
import { hexField, type Box } from '../tiles/hex-grid';
import type { StageState, Tile, TileCast } from '../state/stage-state';
import { currentCast } from '../tiles/tile-motion';

/** Where the field is, in stage units (1920 x 1080). */
const FIELD: Box = { x: 56, y: 150, width: 1210, height: 770 };

/** No tile grows past this: five people are still a room, not five giants. */
const LARGEST = 270;

/** Where so many wands have their places. */
export interface FieldPlan {
  readonly cell: number;
  /** Tiles carry a light and a name. */
  readonly large: boolean;
  readonly circles: readonly Circle[];
}

export function planField(seats: number): FieldPlan {
  const { cell, points } = hexField(seats, FIELD, LARGEST);
  const large = cell > LARGE;
  const r = (cell / 2) * 0.96 * (large ? 0.82 : 1);
  return { cell, large, circles: points.map(([x, y]) => ({ x, y: y - (large ? 16 : 0), r })) };
}

export interface FieldPlace {
  readonly tile: Tile;
  /** As the picture shows it now. */
  readonly cast: TileCast;
  readonly at: Circle;
}

/** Who is where, seat by seat; undefined where nobody sits. */
export function placesOf(
  { seats, tiles }: Pick<StageState, 'seats' | 'tiles'>,
  { circles }: FieldPlan,
  now: number,
): (FieldPlace | undefined)[] {
  return seats.map((slot, i) => {
    const tile = slot === null ? undefined : tiles.get(slot);
    const at = circles[i];
    return tile === undefined || at === undefined ? undefined : { tile, at, cast: currentCast(tile.cast, now) };
  });
}
