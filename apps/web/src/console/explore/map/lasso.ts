import { toCanvas, toMap, type MapPoint, type MapSize, type MapView } from './map-view';

/** The outline of a selection, in units of the map. */
export type Lasso = readonly MapPoint[];

/** The casts inside the outline, in the order of `places`. @param positions x, then y, of each cast */
export function placesInside(positions: Float32Array, places: Uint32Array, lasso: Lasso): Uint32Array {
  return places.filter((place) => isInside(lasso, positions[2 * place] ?? NaN, positions[2 * place + 1] ?? NaN));
}

/** Whether a point is inside a polygon: a ray from it crosses the outline an odd number of times. */
export function isInside(lasso: Lasso, x: number, y: number): boolean {
  let isIn = false;
  lasso.forEach(([ax, ay], i) => {
    const [bx, by] = lasso.at(i - 1) ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
  });
  return isIn;
}

/** The place nearest to a point, at most `within` units away; undefined if there is none. */
export function nearestPlace(
  positions: Float32Array,
  places: Uint32Array,
  [x, y]: MapPoint,
  within: number,
): number | undefined {
  let [nearest, least]: [number | undefined, number] = [undefined, within * within];
  for (const place of places) {
    const [dx, dy] = [positions[2 * place]! - x, positions[2 * place + 1]! - y];
    const distance = dx * dx + dy * dy;
    if (distance <= least) [nearest, least] = [place, distance]; // false for NaN
  }
  return nearest;
}

/** Movement per arrow key, as a share of the canvas. */
const STEP = 1 / 24;

const directions: Readonly<Record<string, MapPoint>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The rectangle after a key: the first arrow key draws one in the middle of the canvas, the next ones move it, and with
 * Shift they resize it. Undefined for other keys.
 */
export function rectangleKey(
  lasso: Lasso | undefined,
  key: string,
  shift: boolean,
  view: MapView,
  size: MapSize,
): Lasso | undefined {
  const direction = directions[key];
  if (direction === undefined) return undefined;
  const [dx, dy] = [STEP * size.width * direction[0], STEP * size.height * direction[1]];
  if (lasso === undefined) {
    const { width, height } = size;
    return rectangle(toMap(view, size, [0.4 * width, 0.4 * height]), toMap(view, size, [0.6 * width, 0.6 * height]));
  }
  const corners = lasso.map((point) => toCanvas(view, size, point));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [right, bottom] = [Math.max(...xs), Math.max(...ys)];
  const moved = (x: number, y: number): MapPoint => toMap(view, size, [x, y]);
  if (!shift) return rectangle(moved(left + dx, top + dy), moved(right + dx, bottom + dy));
  const far = [
    Math.max(left + STEP * size.width, right + dx),
    Math.max(top + STEP * size.height, bottom + dy),
  ] as const;
  return rectangle(moved(left, top), moved(...far));
}

function rectangle([left, top]: MapPoint, [right, bottom]: MapPoint): Lasso {
  return [[left, top], [right, top], [right, bottom], [left, bottom]]; // prettier-ignore
}
