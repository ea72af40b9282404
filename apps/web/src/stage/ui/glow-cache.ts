import { drawGlow, type LightLook } from '../../shared/canvas/light-stroke';
import type { Point } from '../../shared/canvas/point';
import type { Surface } from '../../shared/canvas/useCanvas';

/** Caches the glow of a stroke. Its many wide strokes are too slow to draw every frame without a GPU. */
export class GlowCache {
  private readonly picture = document.createElement('canvas');
  private drawnKey = '';

  /** @param key identifies the stroke; the glow is redrawn if the key, the color or the size changes */
  draw({ context, width, height, scale }: Surface, key: string, points: readonly Point[], look: LightLook): void {
    const own = this.picture.getContext('2d');
    const fullKey = `${key} ${look.color} ${width} ${height} ${scale}`;
    if (own === null) return;
    if (fullKey !== this.drawnKey) {
      [this.picture.width, this.picture.height] = [context.canvas.width, context.canvas.height];
      own.scale(scale, scale);
      drawGlow(own, points, { ...look, alpha: 1 });
      this.drawnKey = fullKey;
    }
    context.globalAlpha = look.alpha ?? 1;
    context.drawImage(this.picture, 0, 0, width, height);
    context.globalAlpha = 1;
  }
}
