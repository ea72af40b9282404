import { MIN_PART_MS } from '@wandcast/protocol';

/** The part of a cast that trimming keeps, ms from its start. */
export interface CutRange {
  readonly from: number;
  readonly until: number;
}

export type CutHandle = keyof CutRange;

/** How far an arrow key moves a handle, ms; about a sample. With Shift it moves further. */
const STEP_MS = 20;
const LARGE_STEP_MS = 200;

/** Whether a cast is long enough to be trimmed, or to be split into two parts. */
export const canTrim = (durationMs: number): boolean => durationMs > MIN_PART_MS;
export const canSplit = (durationMs: number): boolean => durationMs >= 2 * MIN_PART_MS;

/** Moves one end of the range to a time. The range stays within the cast and long enough for a spell. */
export function withHandle(range: CutRange, handle: CutHandle, to: number, durationMs: number): CutRange {
  if (handle === 'from') return { ...range, from: clamped(to, 0, range.until - MIN_PART_MS) };
  return { ...range, until: clamped(to, range.from + MIN_PART_MS, durationMs) };
}

/** A place to split a cast that leaves both parts long enough. */
export function splitAt(to: number, durationMs: number): number {
  return clamped(to, MIN_PART_MS, durationMs - MIN_PART_MS);
}

/** The new time of a handle after a key; undefined if the key does not move it. @param key as `KeyboardEvent.key` */
export function movedBy(key: string, isLarge: boolean, at: number, durationMs: number): number | undefined {
  const step = isLarge ? LARGE_STEP_MS : STEP_MS;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + step;
    case 'Home':
      return 0;
    case 'End':
      return durationMs;
    default:
      return undefined;
  }
}

function clamped(value: number, low: number, high: number): number {
  return Math.round(Math.max(low, Math.min(high, value)));
}
