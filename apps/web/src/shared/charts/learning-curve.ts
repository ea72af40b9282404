import type { CurvePoint } from '@wandcast/protocol';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/**
 * A learning curve as SVG paths in a box of `width` x `height`. The y axis is accuracy; the x axis is the number of
 * training casts if all points have it, otherwise seconds since the first point.
 */
export interface LearningPaths {
  /** Path of the accuracy on training casts; empty if not measured. */
  readonly training: string;
  /** Path of the accuracy on held-out people; empty if not measured. */
  readonly heldOut: string;
  /** The points of both paths, ordered by x. */
  readonly points: { readonly training: readonly CurvePosition[]; readonly heldOut: readonly CurvePosition[] };
  /** Last measurement on held-out people. */
  readonly end: { readonly x: number; readonly y: number; readonly share: number } | undefined;
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
  readonly unit: 'casts' | 'seconds';
  /** The y coordinate of an accuracy, 0..1. */
  readonly y: (share: number) => number;
}

interface CurvePosition {
  readonly x: number;
  readonly y: number;
}

/** Minimum range of the x axis, so that a very short training does not fill the box. */
const LEAST_SECONDS = 2;

/** Start of the y axis: the highest tenth that is below all accuracies, at most 0.8. */
export function floorOf(accuracies: readonly (number | null)[]): number {
  const least = Math.min(1, ...accuracies.filter((one) => one !== null));
  return Math.min(0.8, Math.max(0, Math.ceil(10 * least - 1) / 10));
}

/** @param floor accuracy at the bottom of the box */
export function learningPaths(
  curve: readonly CurvePoint[],
  { width, height }: { readonly width: number; readonly height: number },
  floor = 0,
): LearningPaths {
  const unit = curve.length > 0 && curve.every(({ casts }) => casts !== undefined) ? 'casts' : 'seconds';
  const positionOf = ({ at, casts }: CurvePoint): number => (unit === 'casts' ? (casts ?? 0) : at);
  const sorted = [...curve].sort((a, b) => positionOf(a) - positionOf(b));
  const start = unit === 'casts' ? 0 : (sorted[0]?.at ?? 0); // skips the time spent on loading and evaluation
  const points = sorted.map((point) => ({ ...point, at: positionOf(point) - start }));
  const most = Math.max(unit === 'casts' ? 1 : LEAST_SECONDS, points.at(-1)?.at ?? 0);
  const x = scaleLinear([0, most], [0, width]);
  const y = scaleLinear([floor, 1], [height, 0]);
  const path = (which: 'learnt' | 'heldOut'): string =>
    line<{ at: number; share: number }>()
      .x(({ at }) => x(at))
      .y(({ share }) => y(share))
      .digits(2)(measured(points, which)) ?? '';
  const positions = (which: 'learnt' | 'heldOut'): CurvePosition[] =>
    measured(points, which).map(({ at, share }) => ({ x: x(at), y: y(share) }));
  const last = measured(points, 'heldOut').at(-1);
  return {
    training: path('learnt'),
    heldOut: path('heldOut'),
    points: { training: positions('learnt'), heldOut: positions('heldOut') },
    end: last === undefined ? undefined : { x: x(last.at), y: y(last.share), share: last.share },
    ticks: x.ticks(4).map((tick) => ({ x: x(tick), value: tick })),
    unit,
    y: (share) => y(share),
  };
}

function measured(points: readonly CurvePoint[], which: 'learnt' | 'heldOut'): { at: number; share: number }[] {
  return points.flatMap((point) => {
    const share = point[which];
    return share === null ? [] : [{ at: point.at, share }];
  });
}
