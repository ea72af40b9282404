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

/** Alpha of casts that are not selected, and of those that do not pass the filters. */
const FADED = 0.25;
const FILTERED = 0.3;

/**
 * Draws all casts from bitmaps, one per mark: ten thousand take about 5 ms. Bitmaps are kept until the theme or the
 * resolution changes.
 */
export class MapPainter {
  private readonly sprites = new Map<string, HTMLCanvasElement>();
  private surface: Surface | undefined;

  draw(surface: Surface, drawn: DrawnMap): void {
    if (this.surface !== surface) this.sprites.clear();
    this.surface = surface;
    const { context } = surface;
    const { view, positions, shown, selected } = drawn;
    const radius = radiusOf(drawn, shown.length);
    const isShown = new Uint8Array(positions.length / 2);
    for (const place of shown) isShown[place] = 1;
    context.globalAlpha = FILTERED;
    context.fillStyle = surface.ink('text-3');
    for (let place = 0; place < isShown.length; place++) {
      if (isShown[place] === 1) continue;
      const [x, y] = toCanvas(view, surface, [positions[2 * place]!, positions[2 * place + 1]!]);
      if (x > -2 && y > -2 && x < surface.width + 2 && y < surface.height + 2) context.fillRect(x - 1, y - 1, 2, 2);
    }
    context.globalAlpha = 1;
    if (selected === undefined) {
      this.put(surface, drawn, shown, radius, 1);
    } else {
      this.put(surface, drawn, shown.filter((place) => !selected.has(place)), radius, FADED); // prettier-ignore
      this.put(surface, drawn, shown.filter((place) => selected.has(place)), radius + 0.5, 1); // prettier-ignore
    }
  }

  /** Draws casts from the least to the most unusual, so that the most unusual ones are on top. */
  private put(
    surface: Surface,
    { view, positions, marks }: DrawnMap,
    places: Uint32Array,
    radius: number,
    alpha: number,
  ): void {
    const { context, width, height } = surface;
    const sprites = marks.marks.map((mark) => this.sprite(surface, mark, radius));
    context.globalAlpha = alpha;
    for (let i = places.length - 1; i >= 0; i--) {
      const place = places[i]!;
      const x = width / 2 + view.scale * (positions[2 * place]! - view.x);
      const y = height / 2 + view.scale * (positions[2 * place + 1]! - view.y);
      const sprite = sprites[marks.codes[place]!];
      if (sprite === undefined || !(x > -16 && y > -16 && x < width + 16 && y < height + 16)) continue;
      context.drawImage(sprite.image, x - sprite.half, y - sprite.half, 2 * sprite.half, 2 * sprite.half);
    }
    context.globalAlpha = 1;
  }

  private sprite({ scale, ink }: Surface, mark: MapMark, radius: number): { image: HTMLCanvasElement; half: number } {
    const half = Math.ceil(radius * mark.size) + 1;
    const key = `${mark.ink} ${mark.shape} ${mark.size} ${mark.alpha} ${radius}`;
    const known = this.sprites.get(key);
    if (known !== undefined) return { image: known, half };
    const image = document.createElement('canvas');
    image.width = image.height = Math.ceil(2 * half * scale);
    const context = image.getContext('2d');
    if (context !== null) drawMark(context, mark, { center: half * scale, radius: radius * mark.size * scale, ink });
    this.sprites.set(key, image);
    return { image, half };
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
  context.lineWidth = 1 / radius;
  context.strokeStyle = ink('raise'); // separates overlapping marks
  context.stroke(path);
}

/** Radius of a mark, px, in half pixels, so that zooming needs few bitmaps. */
function radiusOf({ view, all }: DrawnMap, casts: number): number {
  const base = casts > 3_000 ? 2.5 : casts > 500 ? 3.5 : 4.5;
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
