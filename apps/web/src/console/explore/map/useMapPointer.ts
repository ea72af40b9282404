import { panned, zoomed, type MapPoint, type MapSize, type MapView } from './map-view';

/** Largest movement that counts as a click, px. */
const CLICK_PX = 4;
/** Shortest distance between two corners of a lasso, px. */
const CORNER_PX = 3;
/** Zoom per px of the wheel. */
const WHEEL = 0.0016;

interface MapPointer {
  readonly view: () => MapView;
  readonly all: () => MapView;
  readonly setView: (view: MapView) => void;
  /** Whether dragging moves the map, not only with Shift. */
  readonly moves: () => boolean;
  /** The pointer is over this point of the canvas, px; undefined when it left. */
  readonly hovered: (at: MapPoint | undefined) => void;
  readonly clicked: (at: MapPoint) => void;
  /** The outline so far, in px. */
  readonly drawn: (outline: readonly MapPoint[], isDone: boolean) => void;
}

/** Listeners for an element with a map: drag draws a lasso, Shift and drag moves the map, the wheel zooms. */
export function useMapPointer({ view, all, setView, moves, hovered, clicked, drawn }: MapPointer) {
  let from: MapPoint | undefined;
  let last: MapPoint = [0, 0];
  let kind: 'press' | 'lasso' | 'move' = 'press';
  let outline: MapPoint[] = [];
  const pointOf = (event: MouseEvent): MapPoint => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const sizeOf = (event: Event): MapSize => {
    const { clientWidth: width, clientHeight: height } = event.currentTarget as HTMLElement;
    return { width, height };
  };
  const distance = (a: MapPoint, b: MapPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  return {
    pointerdown(event: PointerEvent): void {
      if (event.button > 1) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      from = last = pointOf(event);
      kind = 'press';
    },
    pointermove(event: PointerEvent): void {
      const at = pointOf(event);
      if (from === undefined) {
        hovered(at);
        return;
      }
      if (kind === 'press' && distance(from, at) > CLICK_PX) {
        kind = moves() || event.shiftKey || (event.buttons & 4) !== 0 ? 'move' : 'lasso';
        outline = [from];
        hovered(undefined);
      }
      if (kind === 'move') setView(panned(view(), at[0] - last[0], at[1] - last[1]));
      if (kind === 'lasso' && distance(outline.at(-1) ?? from, at) >= CORNER_PX) {
        outline.push(at);
        drawn(outline, false);
      }
      last = at;
    },
    pointerup(event: PointerEvent): void {
      if (from !== undefined && kind === 'press') clicked(pointOf(event));
      if (kind === 'lasso' && outline.length > 2) drawn(outline, true);
      from = undefined;
      kind = 'press';
    },
    pointercancel(): void {
      from = undefined;
      kind = 'press';
    },
    pointerleave(): void {
      hovered(undefined);
    },
    wheel(event: WheelEvent): void {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      setView(zoomed(view(), sizeOf(event), pointOf(event), Math.exp(-WHEEL * lines * event.deltaY), all()));
    },
  };
}
