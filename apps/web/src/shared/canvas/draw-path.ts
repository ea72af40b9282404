/** Strokes an SVG path of a `box` x `box` square centered at `x`, `y` with side `size`; `width` in the box's units. */
export function drawMark(
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
