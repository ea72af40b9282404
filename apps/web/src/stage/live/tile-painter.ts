import { fillCircle, type Circle } from '../../shared/canvas/circle';
import type { Surface } from '../../shared/canvas/useCanvas';
import { drawGlow, drawTile, type TileTools } from '../tiles/draw-tile';
import type { FieldPlace, FieldPlan } from './tile-layout';
import { fitted } from '../tiles/ellipsize';
import type { TileCast } from '../state/stage-state';
import type { StageWand } from '@wandcast/protocol';
import { lookOf } from '../tiles/tile-motion';

/** What a seat shows. */
interface Drawn {
  readonly wand: StageWand;
  readonly cast: TileCast;
  readonly look: number;
}

/**
 * Paints tiles on a canvas that keeps what was painted: in a crowd most wands look as they did a frame ago, and those are
 * left alone. A few large ones, with names between them, are painted whole.
 */
export class FieldPainter {
  private surface: Surface | undefined;
  private plan: FieldPlan | undefined;
  private spells: TileTools['spells'] = [];
  private drawn: (Drawn | undefined)[] = [];

  paint(surface: Surface, tools: TileTools, plan: FieldPlan, places: readonly (FieldPlace | undefined)[]): void {
    const { context } = surface;
    const isAnew = surface !== this.surface || plan !== this.plan || tools.spells !== this.spells || plan.large;
    if (isAnew) {
      context.clearRect(0, 0, 1920, 1080);
      this.drawn = [];
    }
    [this.surface, this.plan, this.spells] = [surface, plan, tools.spells];
    places.forEach((place, seat) => {
      const before = this.drawn[seat];
      const next = place && {
        wand: place.tile.wand,
        cast: place.cast,
        look: lookOf(place.cast, tools.now, tools.revealMs),
      };
      if (before?.cast === next?.cast && before?.look === next?.look && before?.wand === next?.wand) return;
      const at = plan.circles[seat];
      if (before !== undefined && at !== undefined) erase(context, at);
      this.drawn[seat] = next;
      if (place === undefined) return;
      if (plan.large && place.cast.kind === 'decided') drawGlow(tools, place.cast, place.at);
      drawTile(tools, place.tile, place.cast, place.at, plan.cell);
      if (plan.large) drawName(tools, place, plan.cell);
    });
  }
}

/** Circles of neighbors do not touch: one can be wiped out alone. */
function erase(context: CanvasRenderingContext2D, at: Circle): void {
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = '#000';
  fillCircle(context, { ...at, r: at.r * 1.04 });
  context.globalCompositeOperation = 'source-over';
}

function drawName({ context, ink }: TileTools, { tile, cast, at }: FieldPlace, cell: number): void {
  context.font = '600 30px Bitter, serif';
  context.textAlign = 'center';
  context.fillStyle = ink(cast.kind === 'idle' ? 'text-2' : 'text');
  context.fillText(fitted(context, tile.wand.nickname, cell * 0.96), at.x, at.y + at.r + 30);
}
