import type { CurvePoint } from '@wandcast/protocol';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** A learning curve as paths in a box of `width` x `height`: seconds since its first point to the right, share named right upwards. */
export interface LearningPaths {
  /** SVG paths; empty where nothing was measured. */
  readonly learnt: string;
  readonly heldOut: string;
  /** The last that was measured on people it has never met. */
  readonly end: { readonly x: number; readonly y: number; readonly share: number } | undefined;
  readonly ticks: readonly { readonly x: number; readonly seconds: number }[];
  /** Where a share lies, 0..1. */
  readonly y: (share: number) => number;
}

/** Seconds across the box at least: two points are no landscape. */
const LEAST_SECONDS = 2;

export function learningPaths(
  curve: readonly CurvePoint[],
  { width, height }: { readonly width: number; readonly height: number },
): LearningPaths {
  const sorted = [...curve].sort((a, b) => a.at - b.at);
  const began = sorted[0]?.at ?? 0; // what went before was reading and testing
  const points = sorted.map((point) => ({ ...point, at: point.at - began }));
  const seconds = Math.max(LEAST_SECONDS, points.at(-1)?.at ?? 0);
  const x = scaleLinear([0, seconds], [0, width]);
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
    ticks: x.ticks(4).map((tick) => ({ x: x(tick), seconds: tick })),
    y: (share) => y(share),
  };
}

function measured(points: readonly CurvePoint[], which: 'learnt' | 'heldOut'): { at: number; share: number }[] {
  return points.flatMap((point) => {
    const share = point[which];
    return share === null ? [] : [{ at: point.at, share }];
  });
}
