import { SEAL_BARS } from '@wandcast/protocol';
import { fillCircle, strokeCircle, TURN, NOON } from '../../shared/canvas/circle';
import { LANE } from './lobby-field';
import { CAST_NAMED_MS, type ShownName } from './lobby-names';
import { SMALL, drawGlow, drawStroke, drawTile, type TileTools } from '../tiles/draw-tile';
import { ellipsize } from '../tiles/ellipsize';
import type { Tile, TileCast } from '../state/stage-state';

/** Duration of the entrance of an arrival, and of a name's entrance, ms. */
const POP_MS = 420;
const NAME_POP_MS = 240;
/** The same with reduced motion: a fade. */
const CALM_POP_MS = 160;

/** How long a ring spreads from an arrival or a result, ms, and how far, as a share of the mark's radius. */
const RING_MS = 900;
const RING_REACH = 1.1;

/** Names wider than this end in an ellipsis, stage units. */
export const MAX_NAME_WIDTH = 520;
export const NAME_FONT = '600 30px Bitter, serif';

export interface LobbyMark {
  readonly tile: Tile;
  /** The cast to draw now. */
  readonly cast: TileCast;
  /** Packed path so far of a cast in progress; undefined if none is known. */
  readonly stroke: string | undefined;
  readonly x: number;
  readonly y: number;
}

interface Look {
  /** Size of a cell, stage units. */
  readonly cell: number;
  readonly scale: number;
  readonly calm: boolean;
}

export const markRadius = (cell: number): number => (cell / 2) * 0.86;

/** Draws everyone's mark and what they cast. @returns whether any mark is moving */
export function drawMarks(tools: TileTools, marks: readonly LobbyMark[], { cell, scale, calm }: Look): boolean {
  const { context, now } = tools;
  const r = markRadius(cell);
  let moving = false;
  for (const { tile, cast, stroke, x, y } of marks) {
    const pop = popIn(now - tile.arrivedAt, POP_MS, calm);
    if (pop.moving) moving = true;
    if (pop.alpha === 0) continue;
    context.save();
    context.translate(x, y);
    context.scale(pop.scale * scale, pop.scale * scale);
    context.globalAlpha = pop.alpha;
    const at = { x: 0, y: 0, r };
    if (cast.kind === 'decided') drawGlow(tools, cast, at);
    if (cast.kind === 'live' && cell < SMALL) drawSmallLive(tools, cast.filled, r);
    else drawTile(tools, tile, cast, at, cell);
    if (stroke !== undefined && cast.kind === 'live' && cell >= SMALL) drawStroke(tools, stroke, at);
    context.restore();
  }
  if (!calm) for (const mark of marks) if (drawRings(tools, mark, r)) moving = true;
  return moving;
}

/** A cast in progress on a mark that is too small for bars: an arc that closes. */
function drawSmallLive({ context, ink }: TileTools, filled: number, r: number): void {
  context.strokeStyle = ink('text');
  context.lineWidth = Math.max(1.5, r * 0.2);
  context.beginPath();
  context.arc(0, 0, r * 0.62, NOON, NOON + TURN * Math.min(1, filled / SEAL_BARS));
  context.stroke();
  context.fillStyle = ink('text');
  fillCircle(context, { x: 0, y: 0, r: r * 0.26 });
}

/** Rings that spread from an arrival and from a new result. @returns whether any is still spreading */
function drawRings({ context, ink, spells, now }: TileTools, { tile, cast, x, y }: LobbyMark, r: number): boolean {
  const hue = cast.kind === 'decided' ? (spells.find(({ id }) => id === cast.result.spell)?.hue ?? 'unknown') : 'text';
  const starts: (readonly [at: number, color: string])[] = [[tile.arrivedAt, ink(tile.wand.metal)]];
  if (cast.kind === 'decided') starts.push([cast.at, ink(hue)]);
  let spreading = false;
  for (const [at, color] of starts) {
    const share = (now - at) / RING_MS;
    if (!(share >= 0 && share < 1)) continue;
    spreading = true;
    context.save();
    context.globalAlpha = (1 - share) ** 1.5;
    context.strokeStyle = color;
    context.lineWidth = 1 + 3 * (1 - share);
    strokeCircle(context, { x, y, r: r * (1 + RING_REACH * (1 - (1 - share) ** 3)) });
    context.restore();
  }
  return spreading;
}

/** Measures names in the font of the lobby. Each is measured once. */
export class NameMeasure {
  private readonly known = new Map<string, { readonly text: string; readonly width: number }>();

  /** Forgets all widths, as after the font was loaded. */
  clear(): void {
    this.known.clear();
  }

  /** The name, shortened if it is wider than MAX_NAME_WIDTH, and its width in stage units. */
  of(context: CanvasRenderingContext2D, name: string): { readonly text: string; readonly width: number } {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    context.save();
    context.font = NAME_FONT;
    const text = ellipsize(context, name, MAX_NAME_WIDTH);
    const measured = { text, width: Math.ceil(context.measureText(text).width) };
    context.restore();
    this.known.set(name, measured);
    return measured;
  }
}

/** Draws the names in their lanes, each with a line to its mark. @returns whether any is still appearing */
export function drawNames(
  tools: TileTools,
  names: readonly ShownName[],
  marks: ReadonlyMap<string, LobbyMark>,
  lanes: readonly number[],
  textOf: (name: string) => string,
  { cell, calm }: Look,
): boolean {
  const { context, ink, spells, now } = tools;
  const r = markRadius(cell);
  let moving = false;
  for (const { id, lane, left, since } of names) {
    const mark = marks.get(id);
    const y = lanes[lane];
    if (mark === undefined || y === undefined) continue;
    const { tile, cast } = mark;
    const pop = popIn(now - since, NAME_POP_MS, true);
    if (pop.moving) moving = true;
    const isFresh = cast.kind === 'decided' && now - cast.at < CAST_NAMED_MS;
    const hue = isFresh ? spells.find(({ id: spell }) => spell === cast.result.spell)?.hue : undefined;
    context.save();
    context.globalAlpha = pop.alpha;
    context.strokeStyle = hue === undefined ? ink(tile.wand.metal) : ink(hue);
    context.lineWidth = 2;
    strokeCircle(context, { ...mark, r: r * 1.06 });
    const side = Math.sign(y - mark.y);
    context.beginPath();
    context.moveTo(mark.x, mark.y + side * r * 1.06);
    context.lineTo(mark.x, y - side * (LANE / 2 - 4));
    context.stroke();
    context.font = NAME_FONT;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = hue === undefined ? ink('text') : ink(hue);
    context.fillText(textOf(tile.wand.nickname), left, y + 1 + (calm ? 0 : side * 6 * (1 - pop.alpha)));
    context.restore();
  }
  return moving;
}

/**
 * Scale and opacity of something that appeared `age` ms ago: it grows with a small overshoot, or fades in with reduced
 * motion.
 */
function popIn(
  age: number,
  lastsMs: number,
  calm: boolean,
): { readonly scale: number; readonly alpha: number; readonly moving: boolean } {
  const share = Math.max(0, Math.min(1, age / (calm ? Math.min(lastsMs, CALM_POP_MS) : lastsMs)));
  const left = 1 - share;
  const swing = 1 - left * left * (left * 2.7 - 1.7);
  return { scale: calm ? 1 : swing, alpha: calm ? share : Math.min(1, 2 * share), moving: share < 1 };
}
