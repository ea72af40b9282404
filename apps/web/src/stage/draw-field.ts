import type { Surface } from '../canvas/useCanvas';
import type { SpriteSheet } from '../canvas/sprite-sheet';
import { drawChart } from './chart';
import { constellations, type Star } from './constellations';
import { LARGE, SMALL, drawTile, type TileTools } from './draw-tile';
import { hexField, type Box } from './hex';
import type { StageState } from './stage-state';
import { currentCast, fadeOf, revealOf } from './tile-motion';

/** Where the field is, in stage units (1920 x 1080). */
const FIELD: Box = { x: 56, y: 150, width: 1210, height: 770 };

/** No tile grows past this: five people are still a room, not five giants. */
const LARGEST = 270;

/** Everyone in the room, live. */
export function drawField(surface: Surface, sprites: SpriteSheet, state: StageState, now: number): void {
  const { context, ink } = surface;
  drawChart(context, 1588, 418, [322, 700, 1090], { colour: ink('rule'), alpha: 0.4 });
  const { cell, points } = hexField(state.seats.length, FIELD, LARGEST);
  const large = cell > LARGE;
  const r = (cell / 2) * 0.96 * (large ? 0.82 : 1);
  const tools: TileTools = { context, ink, sprites, spells: state.spells, now };
  const places = state.seats.flatMap((slot, i) => {
    const tile = slot === null ? undefined : state.tiles.get(slot);
    const point = points[i];
    if (tile === undefined || point === undefined) return [];
    const cast = currentCast(tile.cast, now);
    return [{ tile, cast, at: { x: point[0], y: point[1] - (large ? 16 : 0), r } }];
  });

  const stars = places.flatMap(({ cast, at }): Star[] =>
    cast.kind === 'decided' && cast.result.spell !== null && revealOf(cast.at, now) === 1
      ? [{ point: [at.x, at.y], spell: cast.result.spell, at: cast.at }]
      : [],
  );
  for (const [a, b] of constellations(stars, Math.max(118, cell * 2.5))) {
    const spell = state.spells.find(({ id }) => id === a.spell);
    if (spell === undefined) continue;
    const [dx, dy] = [b.point[0] - a.point[0], b.point[1] - a.point[1]];
    const gap = (r * (cell < SMALL ? 0.8 : 0.72)) / Math.hypot(dx, dy);
    if (gap >= 0.5) continue;
    context.strokeStyle = ink(spell.hue);
    context.globalAlpha = 0.6 * Math.min(fadeOf(a.at, now), fadeOf(b.at, now));
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(a.point[0] + dx * gap, a.point[1] + dy * gap);
    context.lineTo(b.point[0] - dx * gap, b.point[1] - dy * gap);
    context.stroke();
  }
  context.globalAlpha = 1;

  for (const { tile, cast, at } of places) drawTile(tools, tile, cast, at, cell);

  if (!large) return;
  context.font = '600 30px Bitter, serif';
  context.textAlign = 'center';
  for (const { tile, cast, at } of places) {
    context.fillStyle = ink(cast.kind === 'idle' ? 'text-2' : 'text');
    context.fillText(fitted(context, tile.wand.nickname, cell * 0.96), at.x, at.y + at.r + 30);
  }
}

/** `text`, cut with an ellipsis where it is wider than `width`. */
export function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
