import { STROKE_POINTS, type Stroke } from '../glyph/glyph.js';
import { interpolate, linspace } from '../math/interpolation.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import type { Persona } from './simulated-person.js';

/** A line in the plane of the drawing, STROKE_POINTS points: x right, y up. */
export interface Polyline {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Displacement of each joint, sd as a share of the drawing's longer side. */
const JOINT_SD = 0.057;
/** Slow bends of the whole line: sd of the first harmonic; the k-th has 1/k of it. */
const BEND_SD = 0.014;
const BENDS = 3;
/** Variation between the drawings of one person. */
const CAST_SD = { logAspect: 0.185, slant: 0.134, turn: 0.058 };

/** Positions of the points along the stroke, 0..1. */
export const ALONG = linspace(0, 1, STROKE_POINTS);

/** The glyph as this person draws it once: longer side about 1, centered, y up. */
export function drawGlyph(glyph: Stroke, person: Persona, random: Random): Polyline {
  const { x, y } = upright(glyph);
  misplaceJoints(x, glyph.knots, random);
  misplaceJoints(y, glyph.knots, random);
  for (let k = 1; k <= BENDS; k++) bend(x, y, k, random);
  return distorted({ x, y }, person, random);
}

/** A copy, centered on its box, scaled by the longer side, y up. */
function upright({ x, y }: Stroke): Polyline {
  const [left, right] = extent(x);
  const [top, bottom] = extent(y);
  const scale = 1 / Math.max(right - left, bottom - top);
  const [centerX, centerY] = [(left + right) / 2, (top + bottom) / 2];
  return { x: x.map((value) => (value - centerX) * scale), y: y.map((value) => (centerY - value) * scale) };
}

function extent(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function misplaceJoints(values: Float64Array, knots: Float64Array, random: Random): void {
  const shifts = knots.map(() => JOINT_SD * gaussian(random));
  const shift = interpolate(ALONG, knots, shifts);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) + (shift[i] ?? 0);
}

function bend(x: Float64Array, y: Float64Array, k: number, random: Random): void {
  const phase = uniform(0, 2 * Math.PI, random);
  const across = (BEND_SD * gaussian(random)) / k;
  const up = (BEND_SD * gaussian(random)) / k;
  for (let i = 0; i < x.length; i++) {
    const wave = Math.sin(Math.PI * k * (ALONG[i] ?? 0) + phase);
    x[i] = (x[i] ?? 0) + across * wave;
    y[i] = (y[i] ?? 0) + up * wave;
  }
}

/** Stretches, then slants, then rotates. */
function distorted({ x, y }: Polyline, person: Persona, random: Random): Polyline {
  const stretch = Math.exp((person.logAspect + CAST_SD.logAspect * gaussian(random)) / 2);
  const slant = person.slant + CAST_SD.slant * gaussian(random);
  const turn = person.turn + CAST_SD.turn * gaussian(random);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  for (let i = 0; i < x.length; i++) {
    const height = (y[i] ?? 0) / stretch;
    const across = (x[i] ?? 0) * stretch + slant * height;
    x[i] = cos * across - sin * height;
    y[i] = sin * across + cos * height;
  }
  return { x, y };
}

/** Length of the line from its start to each point. */
export function arcLengths({ x, y }: Polyline): Float64Array {
  const along = new Float64Array(x.length);
  for (let i = 1; i < along.length; i++) {
    const [dx, dy] = [(x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0)];
    along[i] = (along[i - 1] ?? 0) + Math.sqrt(dx * dx + dy * dy);
  }
  return along;
}
