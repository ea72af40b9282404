export const TURN = 2 * Math.PI;

/** 12 o'clock, where circles start, as an angle in radians. Angles grow clockwise. */
export const NOON = -TURN / 4;

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Adds to the current path a line on the ray at `angle`, from `inner` to `outer` of the center. */
export function spoke(
  context: CanvasRenderingContext2D,
  at: Circle,
  angle: number,
  inner: number,
  outer: number,
): void {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  context.moveTo(at.x + cos * inner, at.y + sin * inner);
  context.lineTo(at.x + cos * outer, at.y + sin * outer);
}

export function strokeCircle(context: CanvasRenderingContext2D, { x, y, r }: Circle): void {
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.stroke();
}

export function fillCircle(context: CanvasRenderingContext2D, { x, y, r }: Circle): void {
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.fill();
}
