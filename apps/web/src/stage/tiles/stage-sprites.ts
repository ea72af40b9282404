import { SpriteSheet } from '../../shared/canvas/sprite-sheet';
import type { Surface } from '../../shared/canvas/useCanvas';
import { STAGE_WIDTH } from '../ui/stage-units';

/** Scales a surface to stage units, and returns sprites that are sharp at its size. */
export function stageSprites(): (surface: Surface) => SpriteSheet {
  let kept: { readonly width: number; readonly sheet: SpriteSheet } | undefined;
  return ({ context, width, scale }) => {
    const unit = width / STAGE_WIDTH;
    if (kept?.width !== width) kept = { width, sheet: new SpriteSheet(unit * scale) };
    context.scale(unit, unit);
    return kept.sheet;
  };
}
