/** A position in an element, as shares of its width and height, 0..1. */
export type Point = readonly [x: number, y: number];

/** Largest movement that counts as a click, px. */
const DRAG_TOLERANCE_PX = 4;

interface DragSelection {
  readonly pressed?: (at: Point) => void;
  /** Called while dragging, with two opposite corners of the band. */
  readonly moved: (from: Point, to: Point) => void;
  /** Called with the pointer position; undefined when it leaves. */
  readonly hovered: (point: Point | undefined) => void;
  readonly clicked: (point: Point) => void;
}

interface DragListeners {
  readonly pointerdown: (event: PointerEvent) => void;
  readonly pointermove: (event: PointerEvent) => void;
  readonly pointerup: (event: PointerEvent) => void;
  readonly pointerleave: () => void;
}

/** Listeners for an element on which bands are drawn. */
export function useDragSelection({ pressed, moved, hovered, clicked }: DragSelection): DragListeners {
  let from: { readonly point: Point; readonly x: number; readonly y: number } | undefined;
  let isDrawing = false;
  const pointOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = (value: number): number => Math.max(0, Math.min(1, value));
    return [share((event.clientX - left) / width), share((event.clientY - top) / height)];
  };
  return {
    pointerdown: (event) => {
      if (event.button !== 0) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      from = { point: pointOf(event), x: event.clientX, y: event.clientY };
      isDrawing = false;
      pressed?.(from.point);
    },
    pointermove: (event) => {
      if (from === undefined) {
        hovered(pointOf(event));
        return;
      }
      isDrawing ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAG_TOLERANCE_PX;
      if (isDrawing) moved(from.point, pointOf(event));
    },
    pointerup: (event) => {
      if (from !== undefined && !isDrawing) clicked(pointOf(event));
      from = undefined;
    },
    pointerleave: () => {
      hovered(undefined);
    },
  };
}
