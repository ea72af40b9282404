import { drawGlowRound, type LightLook } from '../../shared/canvas/light-stroke';
import type { Point } from '../../shared/canvas/point';
import type { Surface } from '../../shared/canvas/useCanvas';

/** A stroke's glow, drawn once and kept: two dozen wide strokes a frame are more than a page without a graphics card has time for. */
export class GlowPicture {
  private readonly picture = document.createElement('canvas');
  private of = '';

  /** @param of what the stroke is: where it is another, or another size, its glow is drawn anew */
  draw({ context, width, height, scale }: Surface, of: string, points: readonly Point[], look: LightLook): void {
    const own = this.picture.getContext('2d');
    const key = `${of} ${look.color} ${width} ${height} ${scale}`;
    if (own === null) return;
    if (key !== this.of) {
      [this.picture.width, this.picture.height] = [context.canvas.width, context.canvas.height];
      own.scale(scale, scale);
      drawGlowRound(own, points, { ...look, alpha: 1 });
      this.of = key;
    }
    context.globalAlpha = look.alpha ?? 1;
    context.drawImage(this.picture, 0, 0, width, height);
    context.globalAlpha = 1;
  }
}
