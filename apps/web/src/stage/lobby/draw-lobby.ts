import { SEAL_BARS } from '@wandcast/protocol';
import { fillCircle } from '../../shared/canvas/circle';
import { drawSvgPath } from '../../shared/canvas/draw-path';
import { drawSeal } from '../../shared/canvas/seal';
import { sigilPaths } from '../../shared/design/sigils';
import { NAMED_MS, type Named } from './lobby-layout';
import { drawTile, type TileTools } from '../tiles/draw-tile';
import { ellipsize } from '../tiles/ellipsize';
import { idle, type Tile } from '../state/stage-state';

/** Duration of the entrance of an arrival, and of a name's exit, ms. */
const POP_MS = 420;
/** The same with reduced motion: a fade. */
const CALM_POP_MS = 160;

export interface ArrivedTile {
  readonly slot: number;
  readonly tile: Tile;
  readonly x: number;
  readonly y: number;
}

interface Look {
  /** Size of a cell, stage units. */
  readonly cell: number;
  readonly scale: number;
  readonly calm: boolean;
}

/** Draws everyone, the latest arrivals large and with names. @returns whether anything is still moving */
export function drawArrivals(
  tools: TileTools,
  places: readonly ArrivedTile[],
  named: readonly Named[],
  { cell, scale, calm }: Look,
): boolean {
  const { context, now } = tools;
  const r = (cell / 2) * 0.9;
  const large = named.flatMap(({ slot, since }) => {
    const place = places.find((one) => one.slot === slot);
    if (place === undefined) return [];
    const [come, gone] = [popIn(now - since, calm), popIn(since + NAMED_MS - now, true)];
    const look = { scale: come.scale, alpha: come.alpha * gone.alpha };
    return [{ place, box: nameBox(context, place), look, moving: come.moving || gone.moving }];
  });
  let moving = large.some((one) => one.moving);
  for (const { slot, tile, x, y } of places) {
    const pop = popIn(now - tile.arrivedAt, calm);
    if (pop.moving) moving = true;
    if (pop.alpha === 0 || large.some(({ place }) => place.slot === slot)) continue;
    context.save();
    context.translate(x, y);
    context.scale(pop.scale * scale, pop.scale * scale);
    // Tiles behind a name fade.
    const hidden = Math.max(0, ...large.map(({ box, look }) => (touches(box, x, y, r * scale) ? look.alpha : 0)));
    context.globalAlpha = pop.alpha * (1 - 0.86 * hidden);
    drawTile(tools, tile, idle, { x: 0, y: 0, r }, cell);
    context.restore();
  }
  for (const { place, box, look } of large) drawNewcomer(tools, place, box, look);
  return moving;
}

interface NameBox {
  readonly text: string;
  readonly middle: number;
  readonly y: number;
  readonly half: number;
}

const FONT = '600 32px Bitter, serif';
const SIZE = 64;

function nameBox(context: CanvasRenderingContext2D, { tile, x, y }: ArrivedTile): NameBox {
  context.font = FONT;
  const text = ellipsize(context, tile.wand.nickname, 420);
  const half = context.measureText(text).width / 2;
  return { text, half, middle: Math.max(740 + half, Math.min(1880 - half, x)), y: y + 88 };
}

/** Whether a tile overlaps a name or its large seal. */
function touches({ middle, y, half }: NameBox, tileX: number, tileY: number, r: number): boolean {
  const [dx, dy] = [Math.max(0, Math.abs(tileX - middle) - half), Math.max(0, Math.abs(tileY - (y - 10)) - 18)];
  return Math.hypot(dx, dy) < r || Math.hypot(tileX - middle, tileY - (y - 96)) < r + SIZE;
}

function drawNewcomer(
  { context, ink }: TileTools,
  { tile, x, y }: ArrivedTile,
  { text, middle, y: nameY }: NameBox,
  { scale, alpha }: { scale: number; alpha: number },
): void {
  const { nickname, sigil, metal } = tile.wand;
  const at = { x: 0, y: 0, r: SIZE };
  context.save();
  context.globalAlpha = alpha;
  context.translate(x, y - 8);
  context.scale(scale, scale);
  context.fillStyle = ink('ground');
  fillCircle(context, { ...at, r: SIZE * 1.06 });
  const lengths = Array.from({ length: SEAL_BARS }, (_, i) => 30 + ((i * i * 31 + nickname.length * 17) % 69));
  drawSeal(context, at, lengths, SEAL_BARS, {
    color: ink(metal),
    rule: ink('rule'),
    head: ink('text'),
    bars: 48,
    alpha,
  });
  drawSvgPath(context, sigilPaths[sigil], { x: 0, y: 0, size: SIZE * 0.72, box: 24, color: ink(metal), width: 1.6 });
  context.restore();

  context.save();
  context.globalAlpha = alpha;
  context.font = FONT;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = 10;
  context.strokeStyle = ink('ground');
  context.strokeText(text, middle, nameY);
  context.fillStyle = ink('text');
  context.fillText(text, middle, nameY);
  context.restore();
}

/**
 * Scale and opacity of something that appeared `age` ms ago: it grows with a small overshoot, or fades in with reduced
 * motion.
 */
function popIn(
  age: number,
  calm: boolean,
): { readonly scale: number; readonly alpha: number; readonly moving: boolean } {
  const share = Math.max(0, Math.min(1, age / (calm ? CALM_POP_MS : POP_MS)));
  const left = 1 - share;
  const swing = 1 - left * left * (left * 2.7 - 1.7);
  return { scale: calm ? 1 : swing, alpha: calm ? share : Math.min(1, 2 * share), moving: share > 0 && share < 1 };
}
