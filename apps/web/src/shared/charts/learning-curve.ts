import type { CurvePoint } from '@wandcast/protocol';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/**
 * A learning curve as paths in a box of `width` x `height`: share named right upwards; to the right the casts that were
 * learnt from, where its points know them, else the seconds since the first point.
 */
export interface LearningPaths {
  /** SVG paths; empty where nothing was measured. */
  readonly learnt: string;
  readonly heldOut: string;
  /** The last that was measured on people it has never met. */
  readonly end: { readonly x: number; readonly y: number; readonly share: number } | undefined;
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
  readonly unit: 'casts' | 'seconds';
  /** The position of a share, 0..1. */
  readonly y: (share: number) => number;
}

/** Seconds across the box at least: two points are no landscape. */
const LEAST_SECONDS = 2;

export function learningPaths(
  curve: readonly CurvePoint[],
  { width, height }: { readonly width: number; readonly height: number },
): LearningPaths {
  const unit = curve.length > 0 && curve.every(({ casts }) => casts !== undefined) ? 'casts' : 'seconds';
  const placeOf = ({ at, casts }: CurvePoint): number => (unit === 'casts' ? (casts ?? 0) : at);
  const sorted = [...curve].sort((a, b) => placeOf(a) - placeOf(b));
  const began = unit === 'casts' ? 0 : (sorted[0]?.at ?? 0); // what went before was reading and testing
  const points = sorted.map((point) => ({ ...point, at: placeOf(point) - began }));
  const most = Math.max(unit === 'casts' ? 1 : LEAST_SECONDS, points.at(-1)?.at ?? 0);
  const x = scaleLinear([0, most], [0, width]);
  const y = scaleLinear([0, 1], [height, 0]);
  const path = (which: 'learnt' | 'heldOut'): string =>
    line<{ at: number; share: number }>()
      .x(({ at }) => x(at))
      .y(({ share }) => y(share))
      .digits(2)(measured(points, which)) ?? '';
  const last = measured(points, 'heldOut').at(-1);
  return {
    learnt: path('learnt'),
    heldOut: path('heldOut'),
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
