import { constellations, type Star } from './constellations';
import { SMALL, drawGlow, type TileTools } from '../tiles/draw-tile';
import type { TilePlace, TilePlan } from './tile-layout';
import { fadeOf, revealOf } from '../tiles/tile-motion';

/** Draws what is behind the tiles: constellations of equal spells, and glows of new results unless tiles have names. */
export function drawTileBackground(
  tools: TileTools,
  places: readonly TilePlace[],
  { cell, nameWidth }: TilePlan,
): void {
  if (nameWidth === null) for (const { cast, at } of places) if (cast.kind === 'decided') drawGlow(tools, cast, at);
  drawLinks(tools, places, cell);
}

function drawLinks(tools: TileTools, places: readonly TilePlace[], cell: number): void {
  const { context, ink, now } = tools;
  const stars = places.flatMap(({ cast, at }): Star[] =>
    cast.kind === 'decided' && cast.result.spell !== null && revealOf(cast.at, now, tools.revealMs) === 1
      ? [{ point: [at.x, at.y], spell: cast.result.spell, at: cast.at }]
      : [],
  );
  const r = places[0]?.at.r ?? 0;
  context.lineWidth = 2;
  for (const [a, b] of constellations(stars, Math.max(118, cell * 2.5))) {
    const spell = tools.spells.find(({ id }) => id === a.spell);
    if (spell === undefined) continue;
    const [dx, dy] = [b.point[0] - a.point[0], b.point[1] - a.point[1]];
    const gap = (r * (cell < SMALL ? 0.8 : 0.72)) / Math.hypot(dx, dy);
    if (gap >= 0.5) continue;
    context.strokeStyle = ink(spell.hue);
    context.globalAlpha = 0.6 * Math.min(fadeOf(a.at, now), fadeOf(b.at, now));
    context.beginPath();
    context.moveTo(a.point[0] + dx * gap, a.point[1] + dy * gap);
    context.lineTo(b.point[0] - dx * gap, b.point[1] - dy * gap);
    context.stroke();
  }
  context.globalAlpha = 1;
}
