import type { Circle } from '../../shared/canvas/circle';
import type { LocatedEvent } from '../state/frame-events';
import type { Box } from '../ui/stage-units';

/** How long the mark of someone who asks where they are flashes, ms. */
export const LOCATED_MS = 2_500;

/** Maximum number of flashing marks, the newest ones. More would cover each other. */
const MAX_LOCATED = 8;

export const LABEL_HEIGHT = 72;
/** Distance of a label from its mark, and from other labels. */
const [FROM_MARK, GAP] = [18, 8];

/** The marks that flash now, oldest first; each participant once, by their newest question. */
export function activeLocated(events: readonly LocatedEvent[], now: number): readonly LocatedEvent[] {
  const active = events.filter(({ at }) => now - at < LOCATED_MS);
  const newest = active.filter(({ slot }, i) => active.findLastIndex((one) => one.slot === slot) === i);
  return newest.slice(-MAX_LOCATED);
}

/**
 * Places a label of the given width above or below each mark, in `area`. No label covers another one or a mark that
 * flashes, unless there is no other place.
 */
export function placeLabels(marks: readonly (Circle & { readonly width: number })[], area: Box): Box[] {
  const placed: Box[] = [];
  const disks = marks.map(({ x, y, r }): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
  for (const { x, y, r, width } of marks) {
    const box = (top: number): Box => ({
      x: clamp(x - width / 2, area.x, area.x + area.width - width),
      y: clamp(top, area.y, area.y + area.height - LABEL_HEIGHT),
      width,
      height: LABEL_HEIGHT,
    });
    const steps = Array.from({ length: 2 * MAX_LOCATED }, (_, i) => i * (LABEL_HEIGHT + GAP));
    const tops = steps.flatMap((step) => [y - r - FROM_MARK - LABEL_HEIGHT - step, y + r + FROM_MARK + step]);
    const boxes = tops.map(box);
    const isFree = (one: Box): boolean => ![...placed, ...disks].some((other) => overlap(one, other));
    placed.push(boxes.find(isFree) ?? boxes[0] ?? box(y));
  }
  return placed;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Whether two boxes overlap. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
