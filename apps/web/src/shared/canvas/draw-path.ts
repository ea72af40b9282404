/** Strokes an SVG path from a `box` x `box` view box, centered at `x`, `y` and scaled to `size`; `width` in view box units. */
export function drawSvgPath(
  context: CanvasRenderingContext2D,
  path: string,
  { x, y, size, box, color, width }: { x: number; y: number; size: number; box: number; color: string; width: number },
): void {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / box, size / box);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(path));
  context.restore();
}
