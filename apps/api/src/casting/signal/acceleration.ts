import { GRAVITY, type Signal } from '@wandcast/gesture';

/** Acceleration without gravity at a sample, m/s^2. If only readings with gravity exist, the deviation from 1 g. */
export function accelerationAt({ linear, gravity }: Signal, i: number): number {
  const axes = linear ?? gravity;
  if (axes === undefined) return 0;
  const length = Math.hypot(axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0);
  return linear === undefined ? Math.abs(length - GRAVITY) : length;
}
