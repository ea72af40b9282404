import type { Point } from '../glyph/svg-path.js';

/** Points of a shape: enough for the corners of a glyph. */
const SHAPE_POINTS = 48;

/** A path as SHAPE_POINTS points at equal steps of its length, centered, with a root mean square radius of 1. */
export type Shape = readonly Point[];

export function shapeOf(path: readonly Point[]): Shape {
  const points = alongLength(path);
  const mean = (axis: 'x' | 'y'): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const radius = Math.sqrt(points.reduce((sum, p) => sum + (p.x - x) ** 2 + (p.y - y) ** 2, 0) / points.length) || 1;
  return points.map((point) => ({ x: (point.x - x) / radius, y: (point.y - y) / radius }));
}

/** Length of a path, in its unit. */
export function lengthOf(path: readonly Point[]): number {
  return path.reduce((sum, point, i) => sum + distance(path[i - 1] ?? point, point), 0);
}

/** The part of a path between two shares of its length, 0..1. */
export function partOf(path: readonly Point[], from: number, to: number): Point[] {
  const points = alongLength(path);
  const last = points.length - 1;
  return points.slice(Math.floor(from * last), Math.ceil(to * last) + 1);
}

/**
 * Mean distance of two shapes after turning `shape` by at most `maxTurn`, rad. In units of their radius.
 */
export function shapeDistance(shape: Shape, other: Shape, maxTurn: number): number {
  const turn = Math.max(-maxTurn, Math.min(maxTurn, bestTurn(shape, other)));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const sum = shape.reduce((total, { x, y }, i) => {
    const at = other[i] ?? { x: 0, y: 0 };
    return total + Math.hypot(cos * x - sin * y - at.x, sin * x + cos * y - at.y);
  }, 0);
  return sum / shape.length;
}

/** The turn of `shape` that brings it closest to `other` (least squares), rad, clockwise as y is down. */
export function bestTurn(shape: Shape, other: Shape): number {
  let [across, along] = [0, 0];
  shape.forEach(({ x, y }, i) => {
    const at = other[i] ?? { x: 0, y: 0 };
    across += x * at.y - y * at.x;
    along += x * at.x + y * at.y;
  });
  return Math.atan2(across, along);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function alongLength(path: readonly Point[]): Point[] {
  const step = lengthOf(path) / (SHAPE_POINTS - 1);
  let [i, passed] = [1, 0];
  return Array.from({ length: SHAPE_POINTS }, (_, k) => {
    const place = k * step;
    let [from, to] = [path[i - 1] ?? ORIGIN, path[i] ?? path[i - 1] ?? ORIGIN];
    while (i < path.length - 1 && passed + distance(from, to) < place) {
      passed += distance(from, to);
      i++;
      [from, to] = [path[i - 1] ?? ORIGIN, path[i] ?? ORIGIN];
    }
    const long = distance(from, to);
    const share = long > 0 ? Math.max(0, Math.min(1, (place - passed) / long)) : 0;
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  });
}

const ORIGIN: Point = { x: 0, y: 0 };
