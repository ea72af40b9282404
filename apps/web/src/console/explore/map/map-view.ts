/** The part of the map that a canvas shows. */
export interface MapView {
  /** Place at the center of the canvas. */
  readonly x: number;
  readonly y: number;
  /** Pixels per unit of the map. */
  readonly scale: number;
}

/** Size of the canvas, px. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** A point of the map, or of the canvas in px. */
export type MapPoint = readonly [x: number, y: number];

/** Space around the casts, as a share of the canvas. */
const MARGIN = 0.06;
/** Largest scale relative to the view of all casts: a few casts fill the canvas. */
export const MAX_ZOOM = 60;
const MIN_ZOOM = 0.5;

/**
 * The view that shows all casts.
 * @param positions x, then y, of each cast; NaN for casts without a place
 */
export function viewOfAll(positions: Float32Array, { width, height }: MapSize): MapView {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 2) {
    const [x = NaN, y = NaN] = [positions[i], positions[i + 1]];
    if (Number.isNaN(x)) continue;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (left > right) return { x: 0, y: 0, scale: 1 };
  const room = 1 - 2 * MARGIN;
  const scale = Math.min((room * width) / (right - left || 1), (room * height) / (bottom - top || 1));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

export function toCanvas({ x, y, scale }: MapView, { width, height }: MapSize, [px, py]: MapPoint): MapPoint {
  return [width / 2 + scale * (px - x), height / 2 + scale * (py - y)];
}

export function toMap({ x, y, scale }: MapView, { width, height }: MapSize, [px, py]: MapPoint): MapPoint {
  return [x + (px - width / 2) / scale, y + (py - height / 2) / scale];
}

/**
 * Zooms around a point of the canvas, which keeps its place.
 * @param all the view of all casts, which limits the zoom
 */
export function zoomed(view: MapView, size: MapSize, at: MapPoint, factor: number, all: MapView): MapView {
  const scale = Math.min(MAX_ZOOM * all.scale, Math.max(MIN_ZOOM * all.scale, factor * view.scale));
  const [x, y] = toMap(view, size, at);
  return { x: x - (at[0] - size.width / 2) / scale, y: y - (at[1] - size.height / 2) / scale, scale };
}

/** Moves the content of the canvas by this many px. */
export function panned(view: MapView, dx: number, dy: number): MapView {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}
