/** A place within an element: shares of its width and height, 0..1. */
export type Point = readonly [x: number, y: number];

/** Pixels a pointer may tremble before it draws. */
const TREMBLE = 4;

export interface RubberBand {
  readonly pressed?: (at: Point) => void;
  /** A band is drawn from one corner to the other. */
  readonly moved: (from: Point, to: Point) => void;
  /** A pointer passes over it; undefined when it left. */
  readonly hovered: (point: Point | undefined) => void;
  readonly clicked: (point: Point) => void;
}

export interface BandListeners {
  readonly pointerdown: (event: PointerEvent) => void;
  readonly pointermove: (event: PointerEvent) => void;
  readonly pointerup: (event: PointerEvent) => void;
  readonly pointerleave: () => void;
}

/** Listeners for an element that bands are drawn over. */
export function useRubberBand({ pressed, moved, hovered, clicked }: RubberBand): BandListeners {
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
      isDrawing ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > TREMBLE;
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
