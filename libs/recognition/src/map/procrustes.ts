import { centerOf, type MapPosition } from './map-position.js';

/** Moves a position of one map into another. */
export type Alignment = (position: MapPosition) => MapPosition;

/** Fewer shared positions do not determine a rotation. */
const MIN_SHARED = 3;

/**
 * The shift, rotation or reflection, and scale that bring `from` closest to `to`, by least squares (orthogonal
 * Procrustes analysis; Schönemann and Carroll, 1970). In two dimensions it has a closed form.
 * @param from positions of the shared casts in one map; `to` in the other, in the same order
 * @returns the identity if there are too few shared casts, or if they are all in one place
 */
export function alignmentOf(from: readonly MapPosition[], to: readonly MapPosition[]): Alignment {
  const [[fx, fy], [tx, ty]] = [centerOf(from), centerOf(to)];
  // Sums over all pairs, as if positions were complex numbers: conjugate(a) b without, and a b with a reflection.
  let [turnX, turnY, flipX, flipY, squares] = [0, 0, 0, 0, 0];
  from.forEach(([x, y], i) => {
    const [u = tx, v = ty] = to[i] ?? [];
    const [ax, ay, bx, by] = [x - fx, y - fy, u - tx, v - ty];
    turnX += ax * bx + ay * by;
    turnY += ax * by - ay * bx;
    flipX += ax * bx - ay * by;
    flipY += ax * by + ay * bx;
    squares += ax * ax + ay * ay;
  });
  const isFlipped = Math.hypot(flipX, flipY) > Math.hypot(turnX, turnY);
  const [re, im] = isFlipped ? [flipX, flipY] : [turnX, turnY];
  if (from.length < MIN_SHARED || squares === 0 || Math.hypot(re, im) === 0) return (position) => position;
  const [cos, sin, sign] = [re / squares, im / squares, isFlipped ? -1 : 1];
  return ([x, y]) => {
    const [ax, ay] = [x - fx, sign * (y - fy)];
    return [tx + cos * ax - sin * ay, ty + sin * ax + cos * ay];
  };
}
