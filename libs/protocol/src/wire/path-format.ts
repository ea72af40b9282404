import { PATH_POINTS } from '../vocabulary/limits.js';

/** A point of a path, in any unit. */
interface PathPoint {
  readonly x: number;
  readonly y: number;
}

const MAX_BYTE = 255;

/**
 * Packs a path as base64: PATH_POINTS points at equal steps of the given ones, x and y as one byte each, scaled to a
 * common square that it fills in its longer direction. @returns '' for fewer than two points
 */
export function packPath(path: readonly PathPoint[]): string {
  if (path.length < 2) return '';
  const points = Array.from({ length: PATH_POINTS }, (_, i) =>
    pointAt(path, (i * (path.length - 1)) / (PATH_POINTS - 1)),
  );
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.max(right - left, bottom - top) || 1;
  const byte = (value: number, middle: number): number => Math.round(MAX_BYTE * (0.5 + (value - middle) / size));
  const bytes = points.flatMap(({ x, y }) => [byte(x, (left + right) / 2), byte(y, (top + bottom) / 2)]);
  return btoa(String.fromCharCode(...bytes));
}

/** Points of a packed path in a box of 1 x 1; empty if the text is not a path. */
export function unpackPath(packed: string): { x: number; y: number }[] {
  const bytes = decode(packed);
  return Array.from({ length: bytes.length >> 1 }, (_, i) => ({
    x: (bytes[2 * i] ?? 0) / MAX_BYTE,
    y: (bytes[2 * i + 1] ?? 0) / MAX_BYTE,
  }));
}

function decode(packed: string): number[] {
  try {
    return Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  } catch {
    return [];
  }
}

/** The point at a fractional index. */
function pointAt(path: readonly PathPoint[], at: number): PathPoint {
  const [before, after] = [path[Math.floor(at)], path[Math.ceil(at)]];
  if (before === undefined || after === undefined) return { x: 0, y: 0 };
  const share = at - Math.floor(at);
  return { x: before.x + share * (after.x - before.x), y: before.y + share * (after.y - before.y) };
}
