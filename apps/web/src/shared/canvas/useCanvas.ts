import { onBeforeUnmount, onMounted, watch, type WatchSource } from 'vue';
import { lightTurns } from '../design/theme';
import type { Readable } from './readable-ref';
import { glowsOn, inkOf, type Ink } from './token-color';

/** Pixels a CSS pixel at most: past this a phone draws four times as much for what nobody sees. */
const SHARPEST = 2;

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly scale: number;
  readonly ink: Ink;
  /** Whether light glows here: on night it does, on vellum it is ink. */
  readonly glows: boolean;
}

/** Draws on a surface that was cleared, unless it is kept; `now` in ms as performance.now(). Returns whether the next frame would differ by itself. */
export type Draw = (surface: Surface, now: number) => boolean;

/**
 * Redraws a canvas when `sources`, its size or the theme change, and on every frame while something moves. Requests
 * animation frames only then. With `keep` the canvas is not cleared: the drawer clears what it redraws, and all of a
 * surface that is new to it.
 */
export function useCanvas(
  canvas: Readable<HTMLCanvasElement | null>,
  sources: WatchSource[],
  draw: Draw,
  { keep = false }: { readonly keep?: boolean } = {},
): void {
  let surface: Surface | undefined;
  let frame = 0;
  const observer = new ResizeObserver(fit);

  function fit(): void {
    const element = canvas.value;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const scale = Math.min(SHARPEST, devicePixelRatio);
    const { clientWidth: width, clientHeight: height } = element;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    surface = { context, width, height, scale, ink: inkOf(element), glows: glowsOn(element) };
    paint();
  }

  function ask(): void {
    if (frame === 0) frame = requestAnimationFrame(paint);
  }

  function paint(): void {
    frame = 0;
    if (surface === undefined || surface.width === 0) return;
    const { context, scale, width, height } = surface;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    if (!keep) context.clearRect(0, 0, width, height);
    if (draw(surface, performance.now())) ask();
  }

  watch(sources, ask);
  watch(lightTurns, fit); // with new inks; a canvas that is kept is painted whole, as on any surface it has not seen
  onMounted(() => {
    if (canvas.value !== null) observer.observe(canvas.value); // calls back once at the start
    void document.fonts.ready.then(ask);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    surface = undefined;
  });
}
