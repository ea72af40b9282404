import { fillCircle, type Circle } from '../../shared/canvas/circle';
import type { Surface } from '../../shared/canvas/useCanvas';
import { drawGlow, drawTile, type TileTools } from '../tiles/draw-tile';
import type { TilePlace, TilePlan } from './tile-layout';
import { ellipsize } from '../tiles/ellipsize';
import type { TileCast } from '../state/stage-state';
import type { StageWand } from '@wandcast/protocol';
import { lookOf } from '../tiles/tile-motion';
import { STAGE_HEIGHT, STAGE_WIDTH } from '../ui/stage-units';

/** What was last drawn at a seat. */
interface Drawn {
  readonly wand: StageWand;
  readonly cast: TileCast;
  readonly look: number;
}

/**
 * Paints tiles on a canvas that is not cleared, so that only changed tiles are redrawn. In a crowd most tiles look the
 * same from frame to frame. Large tiles overlap with names and are always redrawn.
 */
export class TilePainter {
  private surface: Surface | undefined;
  private plan: TilePlan | undefined;
  private spells: TileTools['spells'] = [];
  private drawn: (Drawn | undefined)[] = [];

  paint(surface: Surface, tools: TileTools, plan: TilePlan, places: readonly (TilePlace | undefined)[]): void {
    const { context } = surface;
    const redrawAll = surface !== this.surface || plan !== this.plan || tools.spells !== this.spells || plan.large;
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

/** Neighboring circles do not touch, so one can be erased alone. */
function erase(context: CanvasRenderingContext2D, at: Circle): void {
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = '#000';
  fillCircle(context, { ...at, r: at.r * 1.04 });
  context.globalCompositeOperation = 'source-over';
}

function drawName({ context, ink }: TileTools, { tile, cast, at }: TilePlace, cell: number): void {
  context.font = '600 30px Bitter, serif';
  context.textAlign = 'center';
  context.fillStyle = ink(cast.kind === 'idle' ? 'text-2' : 'text');
  context.fillText(ellipsize(context, tile.wand.nickname, cell * 0.96), at.x, at.y + at.r + 30);
}
