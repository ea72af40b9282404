import type { Point } from '../../shared/canvas/point';

/** The coalesced pointer events, or the event itself: browsers provide none on pages without https. */
export function pointerPieces(event: PointerEvent): readonly PointerEvent[] {
  const pieces = (event as Partial<Pick<PointerEvent, 'getCoalescedEvents'>>).getCoalescedEvents?.() ?? [];
  return pieces.length > 0 ? pieces : [event];
}

/** Place of a pointer within a pad, as shares of its width and height. */
export function placeIn(pad: Element | null, event: PointerEvent): Point {
  const box = pad?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

/** A line through points as an SVG path; empty without points. */
export function linePath(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
