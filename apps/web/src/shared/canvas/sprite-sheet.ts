/** Caches repeated drawings as bitmaps: 500 idle tiles then take 500 copies instead of 12,000 lines. */
export class SpriteSheet {
  private readonly sprites = new Map<string, HTMLCanvasElement>();

  /** @param scale device pixels per unit of the target canvas */
  constructor(private readonly scale: number) {}

  /** Draws the sprite `key`, a square of `size` units centered at `x`, `y`. On first use, `draw` renders it. */
  put(
    context: CanvasRenderingContext2D,
    key: string,
    { x, y, size, alpha = 1 }: { x: number; y: number; size: number; alpha?: number },
    draw: (context: CanvasRenderingContext2D, center: number) => void,
  ): void {
    let sprite = this.sprites.get(key);
    if (sprite === undefined) {
      sprite = document.createElement('canvas');
      sprite.width = sprite.height = Math.max(1, Math.ceil(size * this.scale));
      const own = sprite.getContext('2d');
      if (own === null) return;
      own.scale(sprite.width / size, sprite.height / size);
      draw(own, size / 2);
      this.sprites.set(key, sprite);
    }
    const before = context.globalAlpha;
    context.globalAlpha = before * alpha;
    context.drawImage(sprite, x - size / 2, y - size / 2, size, size);
    context.globalAlpha = before;
  }
}
