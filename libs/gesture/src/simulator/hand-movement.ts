import { gaussian, uniform, type Random } from '../math/random.js';
import { smoothed } from '../math/smoothing.js';
import { timedByCurvature } from './curvature-timing.js';
import { BEAT, type Persona } from './simulated-person.js';
import type { Polyline } from './drawn-line.js';
import { minimumJerk, timedByStrokes } from './stroke-timing.js';

/**
 * Path of a hand in the room at equal times, in units of the drawing's longer side: x right, y up, z towards the
 * person.
 */
export interface HandPath {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** The drawing without stray and return movements; determines the wrist rotation. */
  readonly drawing: Polyline;
  /** Meters per longer side. */
  readonly size: number;
  /** Seconds between two positions. */
  readonly interval: number;
}

/** Seconds between two samples of the phones the ranges were tuned on: 94 Hz. */
const INTERVAL = 0.0106;
/** Fewest and most samples of a drawing. */
const SAMPLES = [50, 400] as const;
/** Longest rest at either end, as a share of the drawing; at least REST_SAMPLES. */
const REST = 0.13;
const REST_SAMPLES = 6;
/** Exponent by which size grows with duration. 2 would make all drawings equally forceful. */
const GROWTH = 1.8;
/** Probability of a stray movement at the start, and at the end. */
const STRAY = 0.5;
/** sd of a stray movement in x, y, z, as a share of the drawing's size at a restlessness of 1. */
const STRAY_SD = [0.12, 0.18, 0.24] as const;
/** Probability that the hand is already returning when the recording stops. */
const RETURN = 0.3;

/** Positions at `n` equal times of a hand on a line with these corners, 0..1 along it. */
export type TimingLaw = (line: Polyline, n: number, corners: readonly number[], random: Random) => Polyline;

/** The two laws that people's movements were tuned with. */
function timingOf({ timing, curveSlowing }: Persona): TimingLaw {
  return timing === 'curvature'
    ? (line, n, _, random) => timedByCurvature(line, n, curveSlowing, random)
    : timedByStrokes;
}

/** Moves a hand along `line`: timing, rest before and after, rounded corners, the arc of the arm, stray movements. */
export function moveHand(
  line: Polyline,
  corners: readonly number[],
  person: Persona,
  random: Random,
  timed: TimingLaw = timingOf(person),
): HandPath {
  const duration = person.duration * Math.exp(0.15 * gaussian(random));
  const n = Math.max(SAMPLES[0], Math.min(SAMPLES[1], Math.floor(duration / INTERVAL)));
  const drawn = timed(line, n, corners, random);
  const before = Math.floor(uniform(0, REST, random) * n) + REST_SAMPLES;
  const after = Math.floor(uniform(0, REST, random) * n) + REST_SAMPLES;
  const rounding = person.rounding * Math.exp(0.2 * gaussian(random)) * n;
  const growth = Math.exp(0.15 * gaussian(random));
  const placed = (values: Float64Array): Float64Array =>
    smoothed(padded(values, before, after), rounding).map((value) => value * growth);
  const drawing = { x: placed(drawn.x), y: placed(drawn.y) };
  const axes = [drawing.x.slice(), drawing.y.slice(), onArc(drawing, person)] as const;
  addStrays(axes, { n, before, after }, person, random);
  if (random() < RETURN) addReturn(axes, { n, after }, random);
  const size = person.size * Math.pow(duration / BEAT, GROWTH);
  return { x: axes[0], y: axes[1], z: axes[2], drawing, size, interval: duration / n };
}

/** Pads with the first value in front and the last value behind. */
function padded(values: Float64Array, before: number, after: number): Float64Array {
  const result = new Float64Array(before + values.length + after).fill(values[0] ?? 0, 0, before);
  result.set(values, before);
  return result.fill(values[values.length - 1] ?? 0, before + values.length);
}

/** An arm moves on a sphere: away from the middle, the hand comes closer to the body. */
function onArc({ x, y }: Polyline, { wristX, wristY, swing }: Persona): Float64Array {
  return x.map((value, i) => 0.5 * swing * (wristX * value * value + wristY * (y[i] ?? 0) ** 2));
}

type ThreeAxes = readonly [Float64Array, Float64Array, Float64Array];

function addStrays(
  axes: ThreeAxes,
  { n, before, after }: { n: number; before: number; after: number },
  person: Persona,
  random: Random,
): void {
  for (const end of ['start', 'end'] as const) {
    if (random() >= STRAY) continue;
    const to = STRAY_SD.map((sd) => sd * gaussian(random) * person.restlessness);
    const width = Math.max(8, Math.floor(uniform(0.1, 0.3, random) * n));
    const starts =
      end === 'start'
        ? before + Math.floor(uniform(-0.8, 0.2, random) * width)
        : axes[0].length - after - Math.floor(uniform(0.2, 0.8, random) * width);
    addReach(axes, to, starts, width);
  }
}

/** A return from the end of the drawing towards its start or middle, cut off by the end of the recording. */
function addReturn(axes: ThreeAxes, { n, after }: { n: number; after: number }, random: Random): void {
  const total = axes[0].length;
  const width = Math.max(10, Math.floor(uniform(0.2, 0.6, random) * n));
  const starts = Math.floor(total - after - uniform(0, 0.9, random) * width);
  const share = uniform(0.2, 1, random);
  const towardsStart = random();
  const to = axes.map((axis) => share * (towardsStart * (axis[0] ?? 0) - (axis[total - 1] ?? 0)));
  addReach(axes, to, starts, width);
}

function addReach(axes: ThreeAxes, to: readonly number[], starts: number, width: number): void {
  for (let i = Math.max(0, starts); i < axes[0].length; i++) {
    const done = minimumJerk((i - starts) / width);
    axes.forEach((axis, k) => (axis[i] = (axis[i] ?? 0) + done * (to[k] ?? 0)));
  }
}
