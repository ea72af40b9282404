import { estimateMovement, estimatePath, signalOf, type MovementPath, type Signal } from '@wandcast/gesture';
import { channelsOf, isChannelMask, packSamples, type Sample } from '@wandcast/protocol';
import type { Point } from '../../shared/canvas/point';
import { SKETCH_SIZE } from './glyph-path';

/** Estimated path of a cast as an SVG path in a 100 x 100 box. It drifts, so it must be labeled as a sketch. */
export function sketchPath(signal: Signal): string {
  const at = (share: number): string => (50 + SKETCH_SIZE * (share - 0.5)).toFixed(1);
  return estimatePath(signal)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`)
    .join('');
}

/** The signal of recorded samples, with the precision in which they are sent; undefined without any motion channel. */
export function signalOfSamples(samples: readonly Sample[]): Signal | undefined {
  const [first] = samples;
  const channels = first === undefined ? 0 : channelsOf(first);
  return isChannelMask(channels) ? signalOf(packSamples(samples, channels)) : undefined;
}

/** The smallest size that fills the box, m: a smaller movement, or the beginning of a large one, stays smaller. */
const MIN_SIZE_M = 0.2;

/** Points of an unfinished cast in a 100 x 100 box, with the time of the first and last of them, ms. */
export interface TimedPath {
  readonly from: number;
  readonly to: number;
  readonly points: readonly Point[];
}

/** The estimated path of a cast in progress; undefined before anything moved. */
export function unfinishedPath(samples: readonly Sample[]): TimedPath | undefined {
  const signal = signalOfSamples(samples);
  const movement = signal && estimateMovement(signal);
  return movement && placedInBox(movement);
}

function placedInBox({ from, to, points }: MovementPath): TimedPath {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = SKETCH_SIZE / Math.max(right - left, bottom - top, MIN_SIZE_M);
  const at = (value: number, low: number, high: number): number => 50 + (value - (low + high) / 2) * scale;
  return { from, to, points: points.map(({ x, y }): Point => [at(x, left, right), at(y, top, bottom)]) };
}
