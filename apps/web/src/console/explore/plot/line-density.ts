import { SHAPE_POINTS, SHAPE_STEP, SHAPE_VALUES } from '@wandcast/protocol';
import type { View } from './brush';

/** Subpixel bits of positions and coverage. */
const BITS = 4;
const WHOLE = 1 << BITS;

/**
 * How often lines cover each pixel, by column, as differences from one pixel to the next below: a column of a line
 * costs four additions however steep it is. A canvas strokes ten thousand lines in seconds; this takes one frame.
 */
export interface Density {
  readonly width: number;
  readonly height: number;
  readonly steps: Int32Array;
}

/** Extra cells below each column for the last difference. */
const BELOW = 2;

export function emptyDensity(width: number, height: number): Density {
  return { width, height, steps: new Int32Array(width * (height + BELOW)) };
}

export interface Lines {
  readonly shapes: Int8Array;
  readonly durationMs: ArrayLike<number>;
  /** Indexes of the casts to draw. */
  readonly members: Uint32Array;
  readonly axis: number;
  /** -1 removes lines that were added before. */
  readonly times?: 1 | -1;
}

/**
 * Adds the line of each member, one pixel thick: in each column, the pixels from where it enters to where it leaves.
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

/** Budget of line columns per picture: about 80 ms. */
const COLUMNS_A_PICTURE = 6e6;

/** Width of a column, px: more than one if the lines form a cloud anyway. @param lines in all panels */
export function columnWidth(lines: number, panelWidth: number): number {
  return Math.max(1, Math.min(4, Math.ceil((lines * panelWidth) / COLUMNS_A_PICTURE)));
}

/** Overlapping lines that give full ink; fewer lines are stronger each. */
const DARK = 18;

/** Opacity of one line: a few are read one by one, thousands as a cloud. */
export function lineAlpha(lines: number): number {
  return Math.max(0.004, Math.min(0.9, DARK / Math.max(1, lines)));
}

/** Gamma below 1 brightens faint lines, so that one line beside a cloud is visible. */
const LIFT = 0.6;

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

let known: { readonly alpha: number; readonly opacity: Uint8Array } | undefined;

/** Opacity, 0..255, of each coverage: n lines let (1 - alpha)^n through. Cached: three axes in a row need the same. */
function opacities(alpha: number): Uint8Array {
  if (known?.alpha === alpha) return known.opacity;
  const lines = Math.ceil(Math.log(1 / 512) / Math.log(1 - Math.min(0.99, alpha))); // practically opaque
  const opacity = Uint8Array.from({ length: lines * WHOLE + 2 }, (_, cover) =>
    Math.round(255 * (1 - (1 - alpha) ** (cover / WHOLE)) ** LIFT),
  );
  known = { alpha, opacity };
  return opacity;
}
