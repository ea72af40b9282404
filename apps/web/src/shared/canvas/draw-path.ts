/** Strokes an SVG path of a `box` x `box` square centred at `x`, `y` with side `size`; `width` in the box's units. */
export function drawMark(
  context: CanvasRenderingContext2D,
  path: string,
  {
    x,
    y,
    size,
    box,
    colour,
    width,
  }: { x: number; y: number; size: number; box: number; colour: string; width: number },
): void {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / box, size / box);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(path));
  context.restore();
}
