import { SHAPE_POINTS, SHAPE_STEP, SHAPE_VALUES } from '@wandcast/protocol';
import type { View } from './brush';

/** Subpixel bits of positions and coverage. */
const BITS = 4;
const WHOLE = 1 << BITS;

/**
 * How often lines cover each pixel, stored column by column as differences between vertical neighbors, so that a line
 * costs four additions per column however steep it is. A canvas needs seconds for ten thousand lines; this one frame.
 */
export interface Density {
  readonly width: number;
  readonly height: number;
  readonly steps: Int32Array;
}

/** Extra cells below each column for the last differences. */
const BELOW = 2;

export function emptyDensity(width: number, height: number): Density {
  return { width, height, steps: new Int32Array(width * (height + BELOW)) };
}

interface Lines {
  readonly shapes: Int8Array;
  readonly durationMs: ArrayLike<number>;
  /** Indexes of the casts to draw. */
  readonly members: Uint32Array;
  readonly axis: number;
  /** -1 removes lines that were added before. */
  readonly times?: 1 | -1;
}

/**
 * Adds the line of each member, one pixel thick. In each column it covers the pixels between its values at both edges.
 */
export function addLines({ width, height, steps }: Density, lines: Lines, view: View): void {
  const { shapes, durationMs, members, axis, times = 1 } = lines;
  const bottomEnd = height << BITS;
  const middle = bottomEnd / 2;
  const scale = (-SHAPE_STEP * middle) / view.reach; // subpixels per value step; y points down
  for (const place of members) {
    const start = place * SHAPE_VALUES + axis * SHAPE_POINTS;
    const length = (durationMs[place]! / view.toMs) * width; // columns
    const pace = length / (SHAPE_POINTS - 1); // columns between two points
    let column = 0;
    let y = middle + scale * shapes[start]!;
    for (let point = 1; point < SHAPE_POINTS && column < width; point++) {
      const value = middle + scale * shapes[start + point]!;
      const end = Math.min(width, point === SHAPE_POINTS - 1 ? Math.ceil(length) : (point * pace + 0.5) | 0);
      const slope = (value - y) / Math.max(1, end - column);
      for (; column < end; column++) {
        const next = y + slope;
        let top = ((y < next ? y : next) - WHOLE / 2) | 0;
        let bottom = ((y < next ? next : y) + WHOLE / 2) | 0;
        y = next;
        if (top < 0) top = 0;
        if (bottom > bottomEnd) bottom = bottomEnd;
        if (top >= bottom) continue; // outside the panel
        const at = column * (height + BELOW);
        const [first, last] = [at + (top >> BITS), at + (bottom >> BITS)];
        const [into, out] = [top & (WHOLE - 1), bottom & (WHOLE - 1)];
        steps[first]! += times * (WHOLE - into);
        steps[first + 1]! += times * into;
        steps[last]! += times * (out - WHOLE);
        steps[last + 1]! -= times * out;
      }
    }
  }
}

/** Budget of line columns per drawing, which takes about 80 ms. */
const MAX_LINE_COLUMNS = 6e6;

/** Width of a column, px: more than 1 if there are too many lines to tell apart. @param lines in all panels */
export function columnWidth(lines: number, panelWidth: number): number {
  return Math.max(1, Math.min(4, Math.ceil((lines * panelWidth) / MAX_LINE_COLUMNS)));
}

/** Opacity of a line is this divided by the number of lines. */
const TOTAL_OPACITY = 18;

/** Opacity of one line: high for a few lines, low for thousands. */
export function lineAlpha(lines: number): number {
  return Math.max(0.004, Math.min(0.9, TOTAL_OPACITY / Math.max(1, lines)));
}

/** Gamma below 1 strengthens faint lines, so that a single line beside thousands is visible. */
const GAMMA = 0.6;

/** Paints the density as if the lines were stroked over each other. @param pixels RGBA, row by row */
export function paintDensity(
  { width, height, steps }: Density,
  [red, green, blue]: readonly [number, number, number],
  alpha: number,
  pixels: Uint8ClampedArray,
): void {
  const opacity = opacities(alpha);
  for (let column = 0; column < width; column++) {
    let cover = 0;
    for (let row = 0; row < height; row++) {
      cover += steps[column * (height + BELOW) + row]!;
      if (cover === 0) continue;
      const at = 4 * (row * width + column);
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = opacity[Math.min(cover, opacity.length - 1)]!;
    }
  }
}

let cached: { readonly alpha: number; readonly opacity: Uint8Array } | undefined;

/** Opacity, 0..255, by coverage: n lines transmit (1 - alpha)^n. Cached, because the three axes of a row need the same. */
function opacities(alpha: number): Uint8Array {
  if (cached?.alpha === alpha) return cached.opacity;
  const lines = Math.ceil(Math.log(1 / 512) / Math.log(1 - Math.min(0.99, alpha))); // practically opaque
  const opacity = Uint8Array.from({ length: lines * WHOLE + 2 }, (_, cover) =>
    Math.round(255 * (1 - (1 - alpha) ** (cover / WHOLE)) ** GAMMA),
  );
  cached = { alpha, opacity };
  return opacity;
}
