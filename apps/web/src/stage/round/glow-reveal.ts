import { drawGlowRound, type LightLook } from '../../canvas/light-stroke';
import type { Point } from '../../canvas/point';
import type { Surface } from '../../canvas/useCanvas';

/** As wide as the glow reaches, in widths of its stroke. */
const REACH = 11.5;

/**
 * A stroke's glow as far as the stroke is drawn. The whole glow is drawn once, two dozen wide strokes; each frame then takes
 * one stroke, as wide, of what is uncovered.
 */
export class GlowReveal {
  private readonly whole = document.createElement('canvas');
  private readonly part = document.createElement('canvas');
  private of = '';

  /** @param of what the stroke is: where it is another, or another size, its glow is drawn anew */
  draw(surface: Surface, of: string, points: readonly Point[], look: LightLook & { readonly progress: number }): void {
    const { context, width, height, scale } = surface;
    const own = this.fitted(`${of} ${look.colour} ${width} ${height} ${scale}`, surface, points, look);
    if (look.progress >= 1 || own === undefined) {
      context.drawImage(this.whole, 0, 0, width, height);
      return;
    }
    own.clearRect(0, 0, width, height);
    own.globalCompositeOperation = 'source-over';
    own.lineWidth = look.width * REACH;
    own.beginPath();
    for (const [x, y] of points.slice(0, Math.max(2, Math.ceil(points.length * look.progress)))) own.lineTo(x, y);
    own.stroke();
    own.globalCompositeOperation = 'source-in';
    own.drawImage(this.whole, 0, 0, width, height);
    context.drawImage(this.part, 0, 0, width, height);
  }

  private fitted(
    of: string,
    { context: { canvas }, scale }: Surface,
    points: readonly Point[],
    look: LightLook,
  ): CanvasRenderingContext2D | undefined {
    const own = this.part.getContext('2d') ?? undefined;
    if (own === undefined || of === this.of) return own;
    for (const one of [this.whole, this.part]) [one.width, one.height] = [canvas.width, canvas.height];
    own.scale(scale, scale);
    own.lineCap = own.lineJoin = 'round';
    const whole = this.whole.getContext('2d');
    whole?.scale(scale, scale);
    if (whole !== null) drawGlowRound(whole, points, look);
    this.of = of;
    return own;
  }
}
