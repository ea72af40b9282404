import { GlyphError, type Point, type Segment } from './svg-path.js';

/** An affine transform as SVG writes it: x' = a x + c y + e, y' = b x + d y + f. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The transform that changes nothing. */
export const identity: Transform = [1, 0, 0, 1, 0, 0];

/** Each part ends where the next cannot begin, so that a failed match takes linear time. */
const CALL = /(?:\s*,)?\s*([a-zA-Z]+)\s*\(([^()]*)\)/y;

/**
 * Parses the attribute `transform` (SVG 2, section 8.5).
 * @throws GlyphError if it is invalid
 */
export function transformOf(text: string): Transform {
  let whole = identity;
  CALL.lastIndex = 0;
  const calls = text.trimEnd();
  while (CALL.lastIndex < calls.length) {
    const [, name = '', list = ''] = CALL.exec(calls) ?? [];
    const numbers = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const one = numbers.every(Number.isFinite) ? transforms[name]?.(numbers) : undefined;
    if (one === undefined) throw new GlyphError(`its transform cannot be read: ${text.slice(0, 40)}`);
    whole = compose(whole, one);
  }
  return whole;
}

/** Composition: applies `inner` first, then `outer`, like a group's transform and that of its child. */
export function compose(outer: Transform, inner: Transform): Transform {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Transforms a curve through its control points. */
export function applyTransform({ from, out, into, to }: Segment, [a, b, c, d, e, f]: Transform): Segment {
  const move = ({ x, y }: Point): Point => ({ x: a * x + c * y + e, y: b * x + d * y + f });
  return { from: move(from), out: move(out), into: move(into), to: move(to) };
}

const tan = (degrees: number): number => Math.tan((degrees * Math.PI) / 180);

const transforms: Readonly<Record<string, (numbers: readonly number[]) => Transform | undefined>> = {
  matrix: (n) => (n.length === 6 ? (n as unknown as Transform) : undefined),
  translate: ([x = 0, y = 0]) => [1, 0, 0, 1, x, y],
  scale: ([x = 1, y = x]) => [x, 0, 0, y, 0, 0],
  rotate: ([angle = 0, x = 0, y = 0]) => {
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
    return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
  },
  skewX: ([angle = 0]) => [1, 0, tan(angle), 1, 0, 0],
  skewY: ([angle = 0]) => [1, tan(angle), 0, 1, 0, 0],
};
