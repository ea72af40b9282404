import type { EventTimes, ListedEvent } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

const MINUTE = 60_000;

/** How long an evening took: "45 min", "1 h 20 min"; at least a minute. */
export function lengthText({ from, until }: Pick<EventTimes, 'from' | 'until'>): string {
  const minutes = Math.max(1, Math.round((until - from) / MINUTE));
  if (minutes < 60) return texts().evenings.minutes(minutes);
  return texts().evenings.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Date and length, or the date alone before the first cast. */
export function whenText({ createdAt, times }: Pick<ListedEvent, 'createdAt' | 'times'>): string {
  if (times === null) return `${texts().evenings.day(createdAt)}, ${texts().evenings.noCasts}`;
  return `${texts().evenings.day(times.from)}, ${lengthText(times)}`;
}

/** A share with both counts: "84% (120 of 143)"; a dash if there is nothing to share. */
export function shareText(part: number, whole: number): string {
  const { none, share } = texts().evenings;
  return whole === 0 ? none : share(texts().format.percent(part / whole), part, whole);
}

/** A mean with one decimal; a dash if there is nothing to divide by. */
export function meanText(sum: number, count: number): string {
  return count === 0 ? texts().evenings.none : texts().format.tenths(sum / count);
}
