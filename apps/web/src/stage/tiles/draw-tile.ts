import type { Spell } from '@wandcast/protocol';
import { SEAL_BARS } from '@wandcast/protocol';
import { fillCircle, strokeCircle, type Circle } from '../../shared/canvas/circle';
import { glyphPoints } from '../../shared/canvas/glyph-points';
import { drawIdleRing } from '../../shared/canvas/idle-ring';
import type { Ink } from '../../shared/canvas/token-color';
import { drawLightStroke } from '../../shared/canvas/light-stroke';
import { drawSvgPath } from '../../shared/canvas/draw-path';
import { placed } from '../../shared/canvas/point';
import { drawSeal } from '../../shared/canvas/seal';
import type { SpriteSheet } from '../../shared/canvas/sprite-sheet';
import { sigilPaths } from '../../shared/design/sigils';
import type { Tile, TileCast } from '../state/stage-state';
import { drawCastPath, pathInSeal, pathPoints } from './cast-path';
import { fadeOf, replayOf, revealOf } from './tile-motion';

/**
 * Cells smaller than SMALL show only a glyph or a dot; cells larger than LARGE show a light stroke. Stage units.
 */
export const SMALL = 60;
export const LARGE = 180;

export interface TileTools {
  readonly context: CanvasRenderingContext2D;
  readonly ink: Ink;
  readonly sprites: SpriteSheet;
  /** Whether strokes glow: they do in the dark theme only. */
  readonly glows: boolean;
  readonly spells: readonly Spell[];
  readonly now: number;
  /** Duration of the reveal, ms. */
  readonly revealMs: number;
}

/** Number of distinguishable bars around a seal of radius `r`. */
const barsFor = (r: number): number => (r > 90 ? SEAL_BARS : r > 40 ? 44 : 22);

/** Draws one wand. @param at its circle  @param cell size of its cell */
export function drawTile(tools: TileTools, tile: Tile, cast: TileCast, at: Circle, cell: number): void {
  switch (cast.kind) {
    case 'idle':
      drawIdle(tools, tile, at, cell);
      return;
    case 'live': {
      const { context, ink } = tools;
      const look = { color: ink('text'), rule: ink('rule'), head: ink('text'), bars: barsFor(at.r) };
      drawSeal(context, at, cast.bars, Math.min(SEAL_BARS, cast.filled), look);
      return;
    }
    case 'decided':
      drawDecided(tools, cast, at, cell);
  }
}

/** Draws the path so far of a cast in progress, inside its seal. */
export function drawStroke({ context, ink, glows }: TileTools, stroke: string, at: Circle): void {
  const look = { color: ink('text'), core: ink('text'), width: Math.max(2, at.r * 0.05), glow: glows, tip: true };
  drawCastPath(context, pathInSeal(pathPoints(stroke), at), look);
}

function drawIdle({ context, ink, sprites }: TileTools, { wand }: Tile, { x, y, r }: Circle, cell: number): void {
  const color = ink(wand.metal);
  sprites.put(context, `idle:${wand.sigil}:${wand.metal}:${r}`, { x, y, size: 2.2 * r }, (own, center) => {
    if (cell < SMALL) {
      own.strokeStyle = ink('rule');
      own.lineWidth = 1.5;
      strokeCircle(own, { x: center, y: center, r: r * 0.5 });
      own.globalAlpha = 0.75;
      own.fillStyle = color;
      fillCircle(own, { x: center, y: center, r: r * 0.2 });
      return;
    }
    drawIdleRing(own, { x: center, y: center, r }, ink('edge'));
    own.globalAlpha = 0.85;
    drawSvgPath(own, sigilPaths[wand.sigil], { x: center, y: center, size: r * 0.62, box: 24, color, width: 1.6 });
  });
}

/** Duration of a new result's glow, ms. */
const GLOW_MS = 7_000;

type Decided = Extract<TileCast, { kind: 'decided' }>;

/** Draws the glow behind a new result. */
export function drawGlow({ context, ink, sprites, spells, now, revealMs }: TileTools, cast: Decided, at: Circle): void {
  const hue = spells.find(({ id }) => id === cast.result.spell)?.hue;
  const glow = Math.max(0, 1 - (now - cast.at) / GLOW_MS);
  if (hue === undefined || glow === 0) return;
  const alpha = glow * revealOf(cast.at, now, revealMs);
  sprites.put(context, `glow:${hue}:${at.r}`, { ...at, size: 2.6 * at.r, alpha }, (own, center) => {
    const light = own.createRadialGradient(center, center, 0, center, center, center);
    light.addColorStop(0, `${ink(hue)}55`);
    light.addColorStop(1, `${ink(hue)}00`);
    own.fillStyle = light;
    fillCircle(own, { x: center, y: center, r: center });
  });
}

function drawDecided(
  { context, ink, sprites, glows, spells, now, revealMs }: TileTools,
  { result, at: decidedAt }: Decided,
  at: Circle,
  cell: number,
): void {
  const spell = spells.find(({ id }) => id === result.spell);
  const color = spell === undefined ? ink('unknown') : ink(spell.hue);
  const reveal = revealOf(decidedAt, now, revealMs);
  const fade = fadeOf(decidedAt, now);
  const glyph = spell?.glyph ?? null;
  if (cell >= SMALL || glyph === null) {
    const look = { rule: ink('rule'), head: ink('text'), bars: barsFor(at.r) };
    if (reveal < 1) drawSeal(context, at, result.seal, SEAL_BARS, { ...look, color: ink('text'), alpha: 1 - reveal });
    drawSeal(context, at, result.seal, SEAL_BARS, { ...look, color, alpha: reveal * fade });
  }
  const path = cell < SMALL ? [] : pathPoints(result.path ?? ''); // a glyph is clearer in a tiny tile
  if (path.length > 1) {
    const [progress, width] = [replayOf(decidedAt, now, revealMs), Math.max(2, at.r * 0.05)];
    const look = { color, core: '#fffdf4', width, glow: glows, progress, alpha: reveal * fade, tip: progress < 1 };
    drawCastPath(context, pathInSeal(path, at), look);
    return;
  }
  if (glyph === null || spell === undefined) return;
  const size = 2.2 * at.r;
  if (cell > LARGE) {
    sprites.put(context, `light:${spell.id}:${glyph}:${at.r}`, { ...at, size, alpha: reveal * fade }, (own, center) => {
      const points = placed(glyphPoints(glyph), center, center, at.r * 0.86);
      drawLightStroke(own, points, { color, width: at.r * 0.05, glow: true });
    });
  } else {
    const share = cell < SMALL ? 1.35 : 0.7;
    sprites.put(context, `glyph:${spell.id}:${glyph}:${at.r}`, { ...at, size, alpha: reveal * fade }, (own, center) => {
      drawSvgPath(own, glyph, { x: center, y: center, size: at.r * share, box: 100, color, width: 10.5 });
    });
  }
}
