/** Keeps what is drawn again and again as bitmaps: 500 idle tiles are 500 copies instead of 12,000 lines. */
export class SpriteSheet {
  private readonly sprites = new Map<string, HTMLCanvasElement>();

  /** @param scale device pixels in one unit of the canvas the sprites go to */
  constructor(private readonly scale: number) {}

  /** Puts the sprite `key`, `size` units square, with its center at `x`, `y`; `draw` makes it once, centered in its square. */
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
