import { SHAPE_POINTS, SHAPE_STEP, SHAPE_VALUES } from '@wandcast/protocol';

/**
 * Value of a cast's shape between its points, m/s², interpolated linearly.
 * @param axis 0 x, 1 y, 2 z  @param point position, 0..SHAPE_POINTS - 1
 */
export function shapeValue(shapes: Int8Array, place: number, axis: number, point: number): number {
  const start = place * SHAPE_VALUES + axis * SHAPE_POINTS;
  const before = Math.min(SHAPE_POINTS - 2, Math.floor(point));
  const [left, right] = [shapes[start + before] ?? 0, shapes[start + before + 1] ?? 0];
  return SHAPE_STEP * (left + (right - left) * (point - before));
}
