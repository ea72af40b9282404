import type { Surface } from '../../../shared/canvas/useCanvas';
import type { Lasso } from './lasso';
import type { MapMark, MapMarks } from './map-marks';
import { toCanvas, type MapView } from './map-view';
import { markShapes } from './mark-shapes';

export interface DrawnMap {
  readonly view: MapView;
  /** The view of all casts: marks grow when zoomed in. */
  readonly all: MapView;
  /** x, then y, of each cast; NaN for casts without a place. */
  readonly positions: Float32Array;
  readonly marks: MapMarks;
  /** Casts that pass the filters; the others are drawn as faint dots. */
  readonly shown: Uint32Array;
  /** Selected casts; the others fade. Undefined if all are equal. */
  readonly selected: ReadonlySet<number> | undefined;
}

/** Alpha of casts that are not selected. */
const FADED = 0.25;
/** How casts that do not pass the filters are drawn, and their radius, px. */
const filteredMark: MapMark = { key: 'filtered!', text: '', ink: 'text-3', shape: 'disc', size: 1, alpha: 0.35 };
const FILTERED_RADIUS = 1.25;

/** The pixels of a mark, `size` x `size`. */
interface Sprite {
  readonly size: number;
  readonly rgba: Uint8ClampedArray;
}

/**
 * Draws all casts as pixels: ten thousand take about 5 ms, with and without a graphics processor, which a bitmap per
 * cast does not. Marks are rendered once, until the theme or the resolution changes.
 */
export class MapPainter {
  private readonly sprites = new Map<string, Sprite>();
  private surface: Surface | undefined;
  private image = new ImageData(1, 1);

  draw(surface: Surface, drawn: DrawnMap): void {
    const { context } = surface;
    const { width, height } = context.canvas;
    if (this.surface !== surface) this.sprites.clear();
    if (this.image.width !== width || this.image.height !== height) this.image = new ImageData(width, height);
    this.surface = surface;
    new Uint32Array(this.image.data.buffer).fill(opaque(context, surface.ink('raise')));
    const { positions, marks, shown, selected } = drawn;
    const radius = radiusOf(drawn, shown.length);
    const isShown = new Uint8Array(positions.length / 2);
    for (const place of shown) isShown[place] = 1;
    const filtered = Uint32Array.from(isShown.keys()).filter((place) => isShown[place] === 0);
    const noCodes = new Uint8Array(isShown.length);
    this.put(surface, drawn, { marks: [filteredMark], codes: noCodes }, filtered, FILTERED_RADIUS, 1);
    if (selected === undefined) {
      this.put(surface, drawn, marks, shown, radius, 1);
    } else {
      const [others, own] = [shown.filter((one) => !selected.has(one)), shown.filter((one) => selected.has(one))];
      this.put(surface, drawn, marks, others, radius, FADED);
      this.put(surface, drawn, marks, own, radius + 0.5, 1);
    }
    context.putImageData(this.image, 0, 0);
  }

  /** Draws casts from the least to the most unusual, so that the most unusual ones are on top. */
  private put(
    surface: Surface,
    { view, positions }: DrawnMap,
    { marks, codes }: MapMarks,
    places: Uint32Array,
    radius: number,
    alpha: number,
  ): void {
    const sprites = marks.map((mark) => this.sprite(surface, mark, radius));
    const { width, height, scale } = surface;
    for (let i = places.length - 1; i >= 0; i--) {
      const place = places[i]!;
      const x = width / 2 + view.scale * (positions[2 * place]! - view.x);
      const y = height / 2 + view.scale * (positions[2 * place + 1]! - view.y);
      const sprite = sprites[codes[place]!];
      if (sprite === undefined || Number.isNaN(x)) continue;
      blend(
        this.image,
        sprite,
        Math.round(scale * x - sprite.size / 2),
        Math.round(scale * y - sprite.size / 2),
        alpha,
      );
    }
  }

  private sprite({ scale, ink }: Surface, mark: MapMark, radius: number): Sprite {
    const key = `${mark.ink} ${mark.shape} ${mark.size} ${mark.alpha} ${radius}`;
    const known = this.sprites.get(key);
    if (known !== undefined) return known;
    const size = 2 * Math.ceil((radius * mark.size + 1) * scale);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = size;
    const context = canvas.getContext('2d');
    if (context !== null) drawMark(context, mark, { center: size / 2, radius: radius * mark.size * scale, ink });
    const sprite = {
      size,
      rgba: context?.getImageData(0, 0, size, size).data ?? new Uint8ClampedArray(4 * size * size),
    };
    this.sprites.set(key, sprite);
    return sprite;
  }
}

/** A color as one opaque pixel. */
function opaque(context: CanvasRenderingContext2D, color: string): number {
  context.fillStyle = color;
  const bits = Number.parseInt(context.fillStyle.slice(1), 16); // the canvas normalizes it to "#rrggbb"
  return ((255 << 24) | ((bits & 255) << 16) | (bits & 0xff00) | (bits >> 16)) >>> 0;
}

/** Draws a sprite with its corner at `x`, `y` over the opaque pixels of an image. */
function blend({ data, width, height }: ImageData, { size, rgba }: Sprite, x: number, y: number, alpha: number): void {
  const [left, right] = [Math.max(0, -x), Math.min(size, width - x)];
  const [top, bottom] = [Math.max(0, -y), Math.min(size, height - y)];
  for (let row = top; row < bottom; row++) {
    let from = 4 * (row * size + left);
    let to = 4 * ((y + row) * width + x + left);
    for (let column = left; column < right; column++, from += 4, to += 4) {
      const share = (rgba[from + 3]! * alpha) / 255;
      if (share === 0) continue;
      data[to] = data[to]! + share * (rgba[from]! - data[to]!);
      data[to + 1] = data[to + 1]! + share * (rgba[from + 1]! - data[to + 1]!);
      data[to + 2] = data[to + 2]! + share * (rgba[from + 2]! - data[to + 2]!);
    }
  }
}

function drawMark(
  context: CanvasRenderingContext2D,
  { shape, ink: name, alpha }: MapMark,
  { center, radius, ink }: { center: number; radius: number } & Pick<Surface, 'ink'>,
): void {
  context.translate(center, center);
  context.scale(radius, radius);
  const path = new Path2D(markShapes[shape]);
  context.fillStyle = ink(name);
  context.globalAlpha = alpha;
  context.fill(path);
  context.globalAlpha = 1;
  context.lineWidth = Math.min(0.25, 1 / radius);
  context.strokeStyle = ink('raise'); // separates overlapping marks
  context.stroke(path);
}

/** Radius of a mark, px, in half pixels, so that zooming needs few bitmaps. */
function radiusOf({ view, all }: DrawnMap, casts: number): number {
  const base = casts > 3_000 ? 3 : casts > 500 ? 3.5 : 4.5;
  return Math.round(2 * Math.min(8, base * Math.max(1, view.scale / all.scale) ** 0.4)) / 2;
}

/** Draws the outline of the selection, and a ring around the cast under the pointer. */
export function drawOverlay(
  { context, width, height, ink }: Surface,
  view: MapView,
  lasso: Lasso | undefined,
  hot: readonly [x: number, y: number] | undefined,
): void {
  const size = { width, height };
  const path = new Path2D();
  lasso?.forEach((point, i) => {
    const [x, y] = toCanvas(view, size, point);
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
  if (hot !== undefined) {
    const [x, y] = toCanvas(view, size, hot);
    path.moveTo(x + 9, y);
    path.arc(x, y, 9, 0, 7);
  }
  for (const [color, lineWidth] of [
    ['raise', 4],
    ['text', 2],
  ] as const) {
    context.strokeStyle = ink(color);
    context.lineWidth = lineWidth;
    context.stroke(path);
  }
}
