import { fillCircle, type Circle } from '../../shared/canvas/circle';
import type { Surface } from '../../shared/canvas/useCanvas';
import { drawGlow, drawStroke, drawTile, type TileTools } from '../tiles/draw-tile';
import type { TilePlace, TilePlan } from './tile-layout';
import { NAME_LINE, type NamesFit } from './named-field';
import { nameLines } from '../tiles/name-lines';
import type { TileCast } from '../state/stage-state';
import type { StageWand } from '@wandcast/protocol';
import { lookOf } from '../tiles/tile-motion';
import { overlap } from '../reactions/located-labels';
import { STAGE_HEIGHT, STAGE_WIDTH, type Box } from '../ui/stage-units';

/** What was last drawn at a seat. */
interface Drawn {
  readonly wand: StageWand;
  readonly cast: TileCast;
  readonly stroke: string | undefined;
  readonly look: number;
}

/**
 * Paints tiles on a canvas that is not cleared, so that only changed tiles are redrawn. In a crowd most tiles look the
 * same from frame to frame. Tiles with names are few, and always redrawn.
 */
export class TilePainter {
  private surface: Surface | undefined;
  private plan: TilePlan | undefined;
  private spells: TileTools['spells'] = [];
  private drawn: (Drawn | undefined)[] = [];

  /** @param labels cover names, which are left out */
  paint(
    surface: Surface,
    tools: TileTools,
    plan: TilePlan,
    places: readonly (TilePlace | undefined)[],
    labels: readonly Box[],
  ): void {
    const { context } = surface;
    const redrawAll =
      surface !== this.surface || plan !== this.plan || tools.spells !== this.spells || plan.nameWidth !== null;
    if (redrawAll) {
      context.clearRect(0, 0, STAGE_WIDTH, STAGE_HEIGHT);
      this.drawn = [];
    }
    [this.surface, this.plan, this.spells] = [surface, plan, tools.spells];
    places.forEach((place, seat) => {
      const before = this.drawn[seat];
      const next = place && {
        wand: place.tile.wand,
        cast: place.cast,
        stroke: place.stroke,
        look: lookOf(place.cast, tools.now, tools.revealMs),
      };
      if (isEqual(before, next)) return;
      const at = plan.circles[seat];
      if (before !== undefined && at !== undefined) erase(context, at);
      this.drawn[seat] = next;
      if (place === undefined) return;
      const { tile, cast, stroke, at: circle } = place;
      if (plan.nameWidth !== null && cast.kind === 'decided') drawGlow(tools, cast, circle);
      drawTile(tools, tile, cast, circle, plan.cell);
      if (stroke !== undefined && cast.kind === 'live') drawStroke(tools, stroke, circle);
      if (plan.nameWidth !== null) drawName(tools, place, plan.nameWidth, labels);
    });
  }
}

/** Neighboring circles do not touch, so one can be erased alone. */
function erase(context: CanvasRenderingContext2D, at: Circle): void {
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = '#000';
  fillCircle(context, { ...at, r: at.r * 1.04 });
  context.globalCompositeOperation = 'source-over';
}

function isEqual(a: Drawn | undefined, b: Drawn | undefined): boolean {
  return a?.cast === b?.cast && a?.look === b?.look && a?.wand === b?.wand && a?.stroke === b?.stroke;
}

export const TILE_NAME_FONT = '600 30px Bitter, serif';
const fontOf = (scale: number): string => TILE_NAME_FONT.replace('30px', `${30 * scale}px`);

/** Number of lines, and font size, that all of these names need below tiles of this width. */
export function namesFit(context: Context, names: readonly string[], width: number): NamesFit {
  context.font = TILE_NAME_FONT;
  const all = names.map((name) => nameLines(name, width, (text) => context.measureText(text).width));
  return {
    lines: Math.max(1, ...all.map(({ lines }) => lines.length)),
    scale: Math.min(1, ...all.map(({ scale }) => scale)),
  };
}

type Context = Pick<CanvasRenderingContext2D, 'font' | 'measureText'>;

function drawName(
  { context, ink }: TileTools,
  { tile, cast, at }: TilePlace,
  width: number,
  labels: readonly Box[],
): void {
  context.font = TILE_NAME_FONT;
  const { lines, scale } = nameLines(tile.wand.nickname, width, (text) => context.measureText(text).width);
  const box = { x: at.x - width / 2, y: at.y + at.r, width, height: 8 + lines.length * NAME_LINE };
  if (labels.some((label) => overlap(label, box))) return;
  context.font = fontOf(scale);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink(cast.kind === 'idle' ? 'text-2' : 'text');
  lines.forEach((line, i) => {
    context.fillText(line, at.x, at.y + at.r + 32 + i * NAME_LINE);
  });
}
