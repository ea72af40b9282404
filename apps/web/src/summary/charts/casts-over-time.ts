import type { CastTimes } from '@wandcast/protocol';
import { max } from 'd3-array';
import { scaleLinear, scaleTime } from 'd3-scale';
import { area, curveMonotoneX } from 'd3-shape';

/** Side of the chart's view box. It is stretched to fit, so all coordinates are percentages. */
const BOX = 100;
const MINUTE = 60_000;

export interface CastsOverTime {
  /** SVG paths of the stacked areas: taught casts below, all other casts on top. */
  readonly taught: string;
  readonly others: string;
  /** Position of a time (ms since 1970), percent from the left. */
  readonly place: (at: number) => number;
  readonly hours: readonly { readonly left: number; readonly at: number }[];
  /** Grid lines: casts per minute, and their position, percent from the top. */
  readonly heights: readonly { readonly top: number; readonly perMinute: number }[];
}

/** Casts per minute over the time of an event, as stacked areas. */
export function castsOverTime({ from, stepMs, taught, others }: CastTimes): CastsOverTime {
  const until = from + stepMs * taught.length;
  const perMinute = MINUTE / stepMs;
  const sums = taught.map((count, i) => count + (others[i] ?? 0));
  const x = scaleTime([from, until], [0, BOX]);
  const y = scaleLinear([0, perMinute * Math.max(1, max(sums) ?? 0)], [BOX, 0]).nice(3);
  // Each step's value is at its middle; the chart starts and ends at zero.
  const steps = [from, ...taught.map((_, i) => from + (i + 0.5) * stepMs), until];
  const padded = (counts: readonly number[]): number[] => [0, ...counts, 0];
  const path = (low: readonly number[], high: readonly number[]): string =>
    area<number>()
      .x((at) => x(at))
      .y0((_, i) => y(perMinute * (low[i] ?? 0)))
      .y1((_, i) => y(perMinute * (high[i] ?? 0)))
      .curve(curveMonotoneX)
      .digits(2)(steps) ?? '';
  return {
    taught: path(
      steps.map(() => 0),
      padded(taught),
    ),
    others: path(padded(taught), padded(sums)),
    place: (at) => Math.max(0, Math.min(BOX, x(at))),
    hours: x.ticks(5).map((at) => ({ left: x(at), at: at.getTime() })),
    heights: y
      .ticks(3)
      .filter((tick) => tick > 0)
      .map((tick) => ({ top: y(tick), perMinute: tick })),
  };
}

/** Moves ascending positions as little as needed to be `gap` apart, within 0..100. With too many, the gap shrinks. */
export function spread(places: readonly number[], gap: number): number[] {
  const step = Math.min(gap, BOX / Math.max(1, places.length));
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -Infinity) + step));
  for (let i = moved.length - 1, most = BOX; i >= 0; i--, most -= step) moved[i] = Math.min(moved[i] ?? 0, most);
  return moved;
}
