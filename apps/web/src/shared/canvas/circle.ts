export const TURN = 2 * Math.PI;

/** 12 o'clock, the start of a ring, in radians. Angles increase clockwise. */
export const NOON = -TURN / 4;

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Adds a radial line at `angle` to the current path, from distance `inner` to `outer` from the center. */
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
