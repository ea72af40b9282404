import type { Spell, SpellHue } from '@wandcast/protocol';
import { NOON, TURN, type Circle } from '../../../shared/canvas/circle';
import { drawSvgPath } from '../../../shared/canvas/draw-path';

/** Maximum number of distinguishable spells in a ring. */
const MAX_SPELLS = 12;

/** Draws the spells of the book in a circle, clockwise from 12 o'clock. */
export function drawSpellRing(
  context: CanvasRenderingContext2D,
  at: Circle,
  spells: readonly Spell[],
  color: (hue: SpellHue) => string,
): void {
  const drawn = spells.filter(({ glyph }) => glyph !== null).slice(0, MAX_SPELLS);
  const reach = drawn.length > 1 ? 0.5 * at.r : 0;
  const size = drawn.length > 1 ? Math.min(0.4 * at.r, 1.6 * reach * Math.sin(TURN / 2 / drawn.length)) : at.r;
  drawn.forEach(({ glyph, hue }, i) => {
    if (glyph === null) return;
    const angle = NOON + (TURN * i) / drawn.length;
    const place = { x: at.x + Math.cos(angle) * reach, y: at.y + Math.sin(angle) * reach };
    drawSvgPath(context, glyph, { ...place, size, box: 100, color: color(hue), width: 7 });
  });
}
