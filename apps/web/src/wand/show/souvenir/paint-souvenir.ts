import { SEAL_BARS, unpackPath } from '@wandcast/protocol';
import { drawSvgPath } from '../../../shared/canvas/draw-path';
import { glyphPoints } from '../../../shared/canvas/glyph-points';
import { drawLightStroke } from '../../../shared/canvas/light-stroke';
import { placed, type Point } from '../../../shared/canvas/point';
import { drawSeal } from '../../../shared/canvas/seal';
import type { Ink, InkName } from '../../../shared/canvas/token-color';
import { grovePaths } from '../../../shared/design/groves';
import { sigilPaths } from '../../../shared/design/sigils';
import type { KeptSouvenir } from './kept-souvenir';
import type { SouvenirLines } from './souvenir-lines';

/** Size of the picture, px: 4:5, which messengers and feeds show without cropping. */
export const SOUVENIR = { width: 1080, height: 1350 } as const;

const MIDDLE = SOUVENIR.width / 2;
const MARGIN = 84;
const SEAL = { x: MIDDLE, y: 532, r: 300 } as const;
/** Size of the path inside the seal's ring. */
const PATH = SEAL.r * 1.05;
/** Most spells in the row of glyphs. */
const MAX_GLYPHS = 12;

export interface SouvenirStyle {
  readonly ink: Ink;
  readonly glows: boolean;
  /** Font families as in CSS. */
  readonly display: string;
  readonly text: string;
}

/** Paints the souvenir on a context of the size SOUVENIR. */
export function paintSouvenir(
  context: CanvasRenderingContext2D,
  kept: KeptSouvenir,
  lines: SouvenirLines,
  style: SouvenirStyle,
): void {
  const { ink, display, text } = style;
  const { participant, souvenir, spells } = kept;
  paintPaper(context, ink);
  const write = (words: string, y: number, size: number, family: string, color: InkName): number =>
    writeFitted(context, words, { x: MIDDLE, y, size, family, color: ink(color) });

  write(lines.title, 158, 104, display, 'text');
  write(lines.date, 210, 32, text, 'text-2');

  const hue = spells.find(({ id }) => id === souvenir.best?.spell)?.hue;
  paintSeal(context, kept, style);
  write(lines.best, 934, 120, display, hue ?? 'text');
  write(lines.bestMore, 982, 30, text, 'text-2');

  const nameWidth = write(lines.name, 1082, 84, display, 'text');
  const sigil = { x: MIDDLE - nameWidth / 2 - 56, y: 1054, size: 58, box: 24, width: 1.7 };
  drawSvgPath(context, sigilPaths[participant.sigil], { ...sigil, color: ink(participant.metal) });
  const groveWidth = write(lines.grove, 1128, 30, text, 'text-2');
  const leaf = { x: MIDDLE - groveWidth / 2 - 30, y: 1118, size: 32, box: 24, width: 1.6 };
  drawSvgPath(context, grovePaths[participant.grove], { ...leaf, color: ink('text-2') });

  write(lines.figures.join('  ·  '), 1204, 58, display, 'text');
  paintGlyphs(context, kept, ink);
  if (lines.note !== '') write(lines.note, 1300, 20, text, 'text-3');
}

function paintPaper(context: CanvasRenderingContext2D, ink: Ink): void {
  const { width, height } = SOUVENIR;
  context.fillStyle = ink('ground');
  context.fillRect(0, 0, width, height);
  context.strokeStyle = ink('rule');
  context.lineWidth = 3;
  context.beginPath();
  context.roundRect(32, 32, width - 64, height - 64, 28);
  context.stroke();
}

/** The best cast: its seal with its path. Without one, a plain ring with the participant's sigil. */
function paintSeal(
  context: CanvasRenderingContext2D,
  { souvenir: { best }, participant, spells }: KeptSouvenir,
  { ink, glows }: SouvenirStyle,
): void {
  const spell = spells.find(({ id }) => id === best?.spell);
  const color = ink(spell?.hue ?? participant.metal);
  const lengths = best?.seal ?? new Array<number>(SEAL_BARS).fill(0);
  const filled = best === null ? 0 : lengths.length;
  drawSeal(context, SEAL, lengths, filled, { color, rule: ink('edge'), head: ink('text') });
  const path = strokeOf(best?.path ?? '', spell?.glyph ?? null);
  if (path.length > 1) drawLightStroke(context, placed(path, SEAL.x, SEAL.y, PATH), { color, width: 13, glow: glows });
  else
    drawSvgPath(context, sigilPaths[participant.sigil], {
      ...{ x: SEAL.x, y: SEAL.y, size: SEAL.r * 0.7, box: 24, width: 1.2 },
      color: ink(participant.metal),
    });
}

/** The drawn path, or the spell's glyph if the path is unknown, in a 100 x 100 box. */
function strokeOf(packed: string, glyph: string | null): readonly Point[] {
  const points = unpackPath(packed);
  if (points.length > 1) return points.map(({ x, y }): Point => [10 + 80 * x, 10 + 80 * y]);
  return glyph === null ? [] : glyphPoints(glyph);
}

/** The spells that the participant learned, in one row. */
function paintGlyphs(context: CanvasRenderingContext2D, { souvenir, spells }: KeptSouvenir, ink: Ink): void {
  const learned = souvenir.spells.flatMap((id) => spells.find((spell) => spell.id === id) ?? []).slice(0, MAX_GLYPHS);
  const [size, step] = [42, 68];
  learned.forEach(({ glyph, hue }, i) => {
    const x = MIDDLE + (i - (learned.length - 1) / 2) * step;
    const path = glyph ?? 'M22 50h10M45 50h10M68 50h10';
    drawSvgPath(context, path, { x, y: 1248, size, box: 100, width: 8, color: ink(hue) });
  });
}

/** Writes a centered line in the largest size up to `size` that fits. @returns its width */
function writeFitted(
  context: CanvasRenderingContext2D,
  words: string,
  at: { x: number; y: number; size: number; family: string; color: string },
): number {
  const widest = SOUVENIR.width - 2 * MARGIN - 80; // leaves room for a mark before the line
  const weight = at.size > 40 ? 700 : 500;
  const font = (px: number): string => [weight, `${px}px`, at.family].join(' ');
  context.font = font(at.size);
  const width = context.measureText(words).width;
  const size = at.size * Math.min(1, widest / Math.max(1, width));
  context.font = font(size);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = at.color;
  context.fillText(words, at.x, at.y);
  return Math.min(width, widest);
}
