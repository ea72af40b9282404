import { onBeforeUnmount, onMounted, watch, type WatchSource } from 'vue';
import { themeChanges } from '../design/theme';
import type { Readable } from './readable-ref';
import { glowsOn, inkOf, type Ink } from './token-color';

/** Highest device pixel ratio: a higher one costs up to four times the work without a visible difference. */
const MAX_SCALE = 2;

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  readonly ink: Ink;
  /** Whether strokes glow: they do in the dark theme only. */
  readonly glows: boolean;
}

/**
 * Draws a frame on a surface, which is cleared unless `keep` is set. `now` is in ms like performance.now(). Returns whether
 * an animation is running, so that the next frame must be drawn too.
 */
export type Draw = (surface: Surface, now: number) => boolean;

/**
 * Redraws a canvas when `sources`, its size or the theme change, and on every animation frame while `draw` returns true.
 * With `keep` the canvas is not cleared: `draw` must clear what it redraws, and everything on a surface it has not seen.
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
    const scale = Math.min(MAX_SCALE, devicePixelRatio);
    const { clientWidth: width, clientHeight: height } = element;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    surface = { context, width, height, scale, ink: inkOf(element), glows: glowsOn(element) };
    paint();
  }

  function requestPaint(): void {
    if (frame === 0) frame = requestAnimationFrame(paint);
  }

  function paint(): void {
    frame = 0;
    if (surface === undefined || surface.width === 0) return;
    const { context, scale, width, height } = surface;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    if (!keep) context.clearRect(0, 0, width, height);
    if (draw(surface, performance.now())) requestPaint();
  }

  watch(sources, requestPaint);
  watch(themeChanges, fit); // creates a new surface with new colors, so that a kept canvas is fully repainted
  watch(
    () => canvas.value, // perhaps created long after its component
    (element) => {
      if (element !== null) observer.observe(element); // calls back once at the start
    },
    { flush: 'post' },
  );
  onMounted(() => void document.fonts.ready.then(requestPaint));
  onBeforeUnmount(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    surface = undefined;
  });
}
