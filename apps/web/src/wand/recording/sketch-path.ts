import { estimatePath, type Signal } from '@wandcast/gesture';

/** Size of a sketch in its 100 x 100 box: the space inside a seal. */
export const SKETCH_SIZE = 88;

/** Estimated path of a cast as an SVG path in a 100 x 100 box. It drifts, so it must be labeled as a sketch. */
export function sketchPath(signal: Signal): string {
  const at = (share: number): string => (50 + SKETCH_SIZE * (share - 0.5)).toFixed(1);
  return estimatePath(signal)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`)
    .join('');
}
