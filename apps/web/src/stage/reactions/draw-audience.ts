import { fillCircle, strokeCircle, type Circle } from '../../shared/canvas/circle';
import { drawSvgPath } from '../../shared/canvas/draw-path';
import type { SpriteSheet } from '../../shared/canvas/sprite-sheet';
import type { Ink } from '../../shared/canvas/token-color';
import { REACTION_BOX, REACTION_LINE, reactionPaths } from '../../shared/design/reaction-art';
import type { Box } from '../ui/stage-units';
import { floatLook, type FloatingReaction } from './floating-reactions';
import { LOCATED_MS } from './located-labels';
import { LABEL_FONT } from './shown-labels';

interface Tools {
  readonly context: CanvasRenderingContext2D;
  readonly ink: Ink;
  readonly sprites: SpriteSheet;
  readonly now: number;
  readonly calm: boolean;
}

/** Resolution of the drawn reactions, stage units: larger ones are rare. */
const SPRITE = 120;
/** Width of the dark edge, which keeps a reaction visible on any view, in units of its box. */
const EDGE = 3.4;

const COUNT_FONT = '600 30px Bitter, serif';

export function drawReactions(
  { context, ink, sprites, now, calm }: Tools,
  floating: readonly FloatingReaction[],
  countText: (count: number) => string,
): void {
  for (const one of floating) {
    const { x, y, size, alpha } = floatLook(one, now, calm);
    context.save();
    context.globalAlpha = alpha;
    context.translate(x, y);
    context.scale(size / SPRITE, size / SPRITE);
    sprites.put(context, `reaction:${one.reaction}`, { x: 0, y: 0, size: 1.3 * SPRITE }, (own, center) => {
      const art = { x: center, y: center, size: SPRITE, box: REACTION_BOX };
      drawSvgPath(own, reactionPaths[one.reaction], { ...art, color: ink('ground'), width: REACTION_LINE + EDGE });
      drawSvgPath(own, reactionPaths[one.reaction], { ...art, color: ink('text'), width: REACTION_LINE });
    });
    context.restore();
    if (one.count > 1) drawText(context, ink, countText(one.count), x + size * 0.62, y + 10, alpha);
  }
}

function drawText(
  context: CanvasRenderingContext2D,
  ink: Ink,
  text: string,
  x: number,
  y: number,
  alpha: number,
): void {
  context.save();
  context.globalAlpha = alpha;
  context.font = COUNT_FONT;
  context.textAlign = 'left';
  context.lineJoin = 'round';
  context.lineWidth = 8;
  context.strokeStyle = ink('ground');
  context.strokeText(text, x, y);
  context.fillStyle = ink('text');
  context.fillText(text, x, y);
  context.restore();
}

const [FADE_MS, PULSE_MS] = [200, 620];

/** A mark that flashes, with the name of its participant. */
export function drawLocated(
  { context, ink, now, calm }: Tools,
  mark: Circle,
  label: Box,
  name: string,
  at: number,
): void {
  const age = now - at;
  const alpha = Math.max(0, Math.min(1, age / FADE_MS, (LOCATED_MS - age) / FADE_MS));
  const pulse = calm ? 0.5 : (age % PULSE_MS) / PULSE_MS;
  const r = Math.max(14, mark.r);
  context.save();
  context.strokeStyle = ink('text');
  context.fillStyle = ink('text');
  context.globalAlpha = alpha * 0.3 * (1 - pulse);
  fillCircle(context, { ...mark, r: r * 1.1 });
  context.globalAlpha = alpha;
  context.lineWidth = 5;
  strokeCircle(context, { ...mark, r: r * 1.12 });
  if (!calm) {
    context.globalAlpha = alpha * (1 - pulse);
    context.lineWidth = 4;
    strokeCircle(context, { ...mark, r: r * 1.12 + 60 * pulse });
  }
  context.globalAlpha = alpha;
  context.beginPath();
  context.roundRect(label.x, label.y, label.width, label.height, 10);
  context.fill();
  context.font = LABEL_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = ink('ground');
  context.fillText(name, label.x + label.width / 2, label.y + label.height / 2 + 2);
  context.restore();
}
