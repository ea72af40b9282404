import { SHAPE_POINTS } from '@wandcast/protocol';
import { shapeValue } from './shape-value';

/** The range of a panel: 0 to `toMs` ms and `-reach` to `reach` m/s². */
export interface View {
  readonly toMs: number;
  readonly reach: number;
}

/** A band in one panel that selects the lines passing through it. */
export interface Brush {
  /** Row of the panel. */
  readonly group: number;
  /** 0 x, 1 y, 2 z */
  readonly axis: number;
  /** Ms from the start of a cast. */
  readonly fromMs: number;
  readonly toMs: number;
  /** m/s² */
  readonly low: number;
  readonly high: number;
}

/** Whether the line of a cast passes through the band. */
export function passes(shapes: Int8Array, durationMs: number, place: number, brush: Brush): boolean {
  const perMs = (SHAPE_POINTS - 1) / Math.max(1, durationMs);
  const [from, to] = [brush.fromMs * perMs, Math.min(SHAPE_POINTS - 1, brush.toMs * perMs)];
  if (from > to) return false; // the cast ended earlier
  const at = (point: number): number => shapeValue(shapes, place, brush.axis, point);
  let [least, most] = [at(from), at(from)];
  const include = (value: number): void => {
    least = Math.min(least, value);
    most = Math.max(most, value);
  };
  for (let point = Math.ceil(from); point <= to; point++) include(at(point));
  include(at(to));
  return most >= brush.low && least <= brush.high;
}

/** The initial band when created by keyboard: in the middle of the panel. */
export function firstBrush(group: number, axis: number, { toMs, reach }: View): Brush {
  return { group, axis, fromMs: 0.4 * toMs, toMs: 0.6 * toMs, low: -0.25 * reach, high: 0.25 * reach };
}

/** A position in a panel. */
interface PanelPoint {
  readonly ms: number;
  /** m/s² */
  readonly value: number;
}

/** The band between two opposite corners. */
export function between(a: PanelPoint, b: PanelPoint): Pick<Brush, 'fromMs' | 'toMs' | 'low' | 'high'> {
  return {
    ...{ fromMs: Math.min(a.ms, b.ms), toMs: Math.max(a.ms, b.ms) },
    ...{ low: Math.min(a.value, b.value), high: Math.max(a.value, b.value) },
  };
}

export function isInBand({ fromMs, toMs, low, high }: Brush, ms: number, value: number): boolean {
  return ms >= fromMs && ms <= toMs && value >= low && value <= high;
}

/** Movement per arrow key, as a share of the panel. */
const STEP = 1 / 24;

const directions: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The band after a key: arrows move it, with Shift they resize it; undefined for other keys. */
export function brushKey(brush: Brush, key: string, shift: boolean, view: View): Brush | undefined {
  const direction = directions[key];
  if (direction === undefined) return undefined;
  const ms = direction[0] * STEP * view.toMs;
  const value = direction[1] * STEP * 2 * view.reach;
  return shift ? grown(brush, ms, value, view) : moved(brush, ms, value, view);
}

/** Moves the band within the panel. */
export function moved(brush: Brush, ms: number, value: number, { toMs, reach }: View): Brush {
  const right = Math.max(-brush.fromMs, Math.min(toMs - brush.toMs, ms));
  const up = Math.max(-reach - brush.low, Math.min(reach - brush.high, value));
  return {
    ...brush,
    ...{ fromMs: brush.fromMs + right, toMs: brush.toMs + right, low: brush.low + up, high: brush.high + up },
  };
}

function grown(brush: Brush, ms: number, value: number, { toMs, reach }: View): Brush {
  const [shortest, lowest] = [STEP * toMs, STEP * 2 * reach];
  return {
    ...brush,
    toMs: Math.min(toMs, Math.max(brush.fromMs + shortest, brush.toMs + ms)),
    high: Math.min(reach, Math.max(brush.low + lowest, brush.high + value)),
  };
}
