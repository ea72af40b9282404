import { SEAL_BARS } from '@wandcast/protocol';
import { fillCircle } from '../canvas/circle';
import { drawMark } from '../canvas/mark';
import { drawSeal } from '../canvas/seal';
import type { SpriteSheet } from '../canvas/sprite-sheet';
import type { Surface } from '../canvas/useCanvas';
import { sigilPaths } from '../design/sigils';
import { drawChart } from './chart';
import { drawTile } from './draw-tile';
import { fitted } from './fitted';
import { hexField, type Box } from './hex';
import { capacityFor, scattered } from './scatter';
import type { StageState, Tile } from './stage-state';

/** Where arrivals stand, in stage units. */
const ROOM: Box = { x: 770, y: 630, width: 1094, height: 400 };
const LARGEST = 130;

/** A newcomer pops in this fast, ms, and is shown with a name for this long. */
const POP_MS = 420;
export const NEW_MS = 5_000;

/** Most newcomers named at a time: names must not cover each other. */
const NAMED = 3;

/** Least distance between two of them, stage units. */
const APART = 220;

/** Those who came, the newest large and by name. Returns whether anything still moves. */
export function drawArrivals(surface: Surface, sprites: SpriteSheet, state: StageState, now: number): boolean {
  const { context, ink } = surface;
  drawChart(context, 1330, 760, [300, 520, 760], { colour: ink('rule'), alpha: 0.55 });
  const capacity = capacityFor(state.seats.length);
  const { cell, points } = hexField(capacity, ROOM, LARGEST);
  const r = (cell / 2) * 0.9;
  const places = state.seats.flatMap((slot, i) => {
    const tile = slot === null ? undefined : state.tiles.get(slot);
    const point = points[scattered(i, capacity)];
    return tile === undefined || point === undefined ? [] : [{ tile, x: point[0], y: point[1] }];
  });
  const newest = newcomers(places, now);
  const tools = { context, ink, sprites, spells: state.spells, now, revealMs: POP_MS };
  let moving = false;
  for (const { tile, x, y } of places) {
    const pop = swing((now - tile.arrivedAt) / POP_MS);
    if (pop !== 1) moving = true;
    if (pop <= 0) continue;
    context.save();
    context.translate(x, y);
    context.scale(pop, pop);
    drawTile(tools, tile, { kind: 'idle' }, { x: 0, y: 0, r }, cell);
    context.restore();
  }
  const names: NameBox[] = [];
  for (const place of newest) drawNewcomer(surface, place, swing((now - place.tile.arrivedAt) / POP_MS), names);
  return moving;
}

interface Place {
  readonly tile: Tile;
  readonly x: number;
  readonly y: number;
}

/** Those to show large: the newest who do not stand in each other's light. */
function newcomers(places: readonly Place[], now: number): Place[] {
  const chosen: Place[] = [];
  const recent = places.filter(({ tile }) => now - tile.arrivedAt < NEW_MS);
  for (const place of recent.sort((a, b) => b.tile.arrivedAt - a.tile.arrivedAt)) {
    if (chosen.length === NAMED) break;
    if (chosen.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > APART)) chosen.push(place);
  }
  return chosen;
}

interface NameBox {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

function drawNewcomer({ context, ink }: Surface, { tile, x, y }: Place, pop: number, names: NameBox[]): void {
  const { nickname, sigil, metal } = tile.wand;
  const r = 64;
  context.save();
  context.translate(x, y - 8);
  context.scale(pop, pop);
  context.fillStyle = ink('ground');
  fillCircle(context, { x: 0, y: 0, r: r * 1.18 });
  const lengths = Array.from({ length: SEAL_BARS }, (_, i) => 30 + ((i * i * 31 + nickname.length * 17) % 69));
  const look = { colour: ink(metal), rule: ink('rule'), head: ink('text'), bars: 48 };
  drawSeal(context, { x: 0, y: 0, r }, lengths, SEAL_BARS, look);
  drawMark(context, sigilPaths[sigil], { x: 0, y: 0, size: r * 0.72, box: 24, colour: ink(metal), width: 1.6 });
  context.restore();

  context.save();
  context.globalAlpha = Math.min(1, pop);
  context.font = '600 32px Bitter, serif';
  context.textAlign = 'center';
  context.lineJoin = 'round';
  const name = fitted(context, nickname, 420);
  const half = context.measureText(name).width / 2;
  const middle = Math.max(740 + half, Math.min(1880 - half, x));
  const box = { left: middle - half - 20, right: middle + half + 20, y: y + 88 };
  if (!names.some((other) => box.left < other.right && other.left < box.right && Math.abs(box.y - other.y) < 44)) {
    names.push(box);
    context.lineWidth = 10;
    context.strokeStyle = ink('ground');
    context.strokeText(name, middle, box.y);
    context.fillStyle = ink('text');
    context.fillText(name, middle, box.y);
  }
  context.restore();
}

/** Grows from 0 to 1 and a little past it on the way. `share` of the time, any number. */
function swing(share: number): number {
  if (share >= 1) return 1;
  if (share <= 0) return 0;
  const left = 1 - share;
  return 1 - left * left * (left * 2.7 - 1.7);
}
