import { gaussian, uniform, type Random } from '../math/random.js';
import { smoothNoise } from '../math/smoothing.js';
import type { RotationMatrix } from '../orientation/held-signal.js';
import type { Signal } from '../signal/signal.js';
import { carriedPhone, zeros, type Carried } from './carried-phone.js';

/**
 * Movements that repeat a cycle. Shakes go right and left, up and down, or forth and back; circles are seen by the person;
 * a `swing` is that of a pendulum, forth and back; a `tilt` turns the phone like a key, nearly in place.
 */
export const periodicKinds = [
  'shakeSideways',
  'shakeUpright',
  'shakeForward',
  'circleClockwise',
  'circleCounterclockwise',
  'swing',
  'tilt',
  'figureEight',
] as const;
export type PeriodicKind = (typeof periodicKinds)[number];

/** How one simulated person repeats movements. */
export interface PeriodicPersona {
  /** Tempo and size relative to those usual for a movement. */
  readonly tempo: number;
  readonly size: number;
  /** From the joint behind the hand that it pivots around, m, and the direction from there: x right, y up. */
  readonly reach: number;
  readonly aside: number;
  readonly raised: number;
  /** Error of the direction, radians, about the three axes. */
  readonly skew: Vector;
  /** Second axis of a shake relative to the first: nobody shakes along a line. */
  readonly roundness: number;
  /** Height of circles and eights relative to their width. */
  readonly aspect: number;
}

type Vector = readonly [number, number, number];

/** Samples per second: a real phone's lower rate is left to the caller. */
const RATE_HZ = 100;
/** Duration of a cast, s, and fewest cycles in it. */
const SECONDS = [1.2, 5] as const;
const CYCLES = 2;
/** Rest before and after, s, in half of the casts; the others are cut from a movement under way. */
const REST = [0.05, 0.4] as const;
/** Wandering of tempo, strength and direction (sd), over so many cycles. */
const WANDER = { tempo: 0.07, strength: 0.1, direction: 0.1, cycles: 1.5 };

/** The hand within a cycle. `turn`: about the three axes, radians, besides the pivoting of the arm. */
interface Pose {
  readonly place: Vector;
  readonly turn?: Vector;
}

interface Cycle {
  /** Cycles per second, log-uniform. */
  readonly frequency: readonly [number, number];
  /** Half the longer side, m, log-uniform. */
  readonly size: readonly [number, number];
  /** The pose at an angle of the cycle, in units of the size. */
  readonly pose: (angle: number, person: PeriodicPersona) => Pose;
}

const shake = (along: (there: number, across: number) => Vector): Cycle => ({
  frequency: [1.6, 4.5],
  size: [0.025, 0.1],
  pose: (angle, { roundness }) => ({ place: along(Math.sin(angle), roundness * Math.cos(angle)) }),
});

const circle = (sense: 1 | -1): Cycle => ({
  frequency: [0.8, 2],
  size: [0.06, 0.22],
  pose: (angle, { aspect }) => ({ place: [Math.cos(angle), -sense * aspect * Math.sin(angle), 0] }),
});

const cycles: Readonly<Record<PeriodicKind, Cycle>> = {
  shakeSideways: shake((there, across) => [there, across, 0]),
  shakeUpright: shake((there, across) => [across, there, 0]),
  shakeForward: shake((there, across) => [0, across, there]),
  circleClockwise: circle(1),
  circleCounterclockwise: circle(-1),
  swing: {
    frequency: [0.6, 1.3],
    size: [0.15, 0.4],
    pose(angle) {
      const lean = 0.8 * Math.sin(angle); // radians of a pendulum of length 1 / 0.8
      return { place: [0, (1 - Math.cos(lean)) / 0.8, -Math.sin(lean) / 0.8], turn: [-lean, 0, 0] };
    },
  },
  tilt: {
    frequency: [0.7, 2.2],
    size: [0.01, 0.05],
    pose: (angle, { roundness }) => ({
      place: [Math.sin(angle), roundness * Math.cos(2 * angle), 0],
      turn: [0, 0, -0.7 * Math.sin(angle)],
    }),
  },
  figureEight: {
    frequency: [0.5, 1.1],
    size: [0.1, 0.28],
    pose: (angle, { aspect }) => ({ place: [Math.sin(angle), 0.5 * aspect * Math.sin(2 * angle), 0] }),
  },
};

/** How somebody repeats movements. */
export function simulatePeriodicPerson(random: Random): PeriodicPersona {
  return {
    tempo: Math.exp(0.18 * gaussian(random)),
    size: Math.exp(0.25 * gaussian(random)),
    reach: uniform(0.25, 0.8, random),
    aside: 0.25 * gaussian(random),
    raised: uniform(-0.6, 0.2, random),
    skew: [0.2 * gaussian(random), 0.2 * gaussian(random), 0.15 * gaussian(random)],
    roundness: 0.2 * gaussian(random),
    aspect: Math.exp(0.18 * gaussian(random)),
  };
}

/**
 * One cast of a periodic movement, which begins and ends anywhere in its cycle, at RATE_HZ, with all channels.
 * No training uses these casts.
 * @param hold rotates what the phone would read if it were upright with the screen towards the person
 */
export function simulatePeriodic(
  kind: PeriodicKind,
  person: PeriodicPersona,
  hold: RotationMatrix,
  random: Random,
): Signal {
  const { frequency, size, pose } = cycles[kind];
  const tempo = person.tempo * logUniform(frequency, random);
  const span = person.size * logUniform(size, random);
  const seconds = Math.max(CYCLES / tempo, uniform(...SECONDS, random));
  const rest = random() < 0.5 ? uniform(...REST, random) : 0;
  const ramp = rest > 0 ? uniform(0.1, 0.3, random) : 0;
  const n = Math.ceil((seconds + 2 * rest) * RATE_HZ);
  const wander = (sd: number): Float64Array =>
    smoothNoise(n, (WANDER.cycles * RATE_HZ) / tempo, random).map((value) => sd * value);
  const [pace, strength] = [wander(WANDER.tempo), wander(WANDER.strength)];
  const drift = [0, 1, 2].map(() => wander(WANDER.direction));
  let angle = uniform(0, 2 * Math.PI, random);
  const poses = Array.from({ length: n }, (_, i): Required<Pose> => {
    const now = i / RATE_HZ - rest;
    angle += (2 * Math.PI * tempo * Math.exp(pace[i] ?? 0)) / RATE_HZ;
    const force = Math.exp(strength[i] ?? 0) * easing(now, seconds, ramp);
    const { place, turn = [0, 0, 0] } = pose(angle, person);
    const skew = person.skew.map((value, k) => value + (drift[k]?.[i] ?? 0)) as unknown as Vector;
    return { place: scaled(skewed(place, skew), force * span), turn: scaled(skewed(turn, skew), force) };
  });
  return carriedPhone(movedHand(poses, person), RATE_HZ, random, hold);
}

/** Strength of a movement that starts from rest and comes to rest, 0..1; 1 throughout without a ramp. */
function easing(now: number, seconds: number, ramp: number): number {
  if (ramp === 0) return 1;
  const share = Math.max(0, Math.min(1, now / ramp, (seconds - now) / ramp));
  return share * share * (3 - 2 * share);
}

/** Acceleration and rotation of the hand by central differences of its poses. */
function movedHand(poses: readonly Required<Pose>[], { reach, aside, raised }: PeriodicPersona): Carried {
  const [acceleration, rates] = [zeros(poses.length), zeros(poses.length)];
  const arm = unit([aside, raised, -1]);
  for (let i = 0; i < poses.length; i++) {
    const middle = Math.max(1, Math.min(poses.length - 2, i));
    const [before, at, after] = [poses[middle - 1], poses[middle], poses[middle + 1]];
    if (before === undefined || at === undefined || after === undefined) continue;
    const [back, forth] = [minus(at.place, before.place), minus(after.place, at.place)];
    const bend = scaled(minus(forth, back), RATE_HZ ** 2);
    const [u, v, w] = scaled(minus(after.place, before.place), RATE_HZ / 2);
    const spin = scaled(minus(after.turn, before.turn), RATE_HZ / 2);
    const isTurning = at.turn.some((value) => value !== 0);
    const pivot = isTurning ? 0 : 1 / reach; // a movement with a turn of its own says how the phone turns
    const [x, y, z] = arm;
    [acceleration.x[i], acceleration.y[i], acceleration.z[i]] = bend;
    rates.x[i] = spin[0] + (y * w - z * v) * pivot;
    rates.y[i] = spin[1] + (z * u - x * w) * pivot;
    rates.z[i] = spin[2] + (x * v - y * u) * pivot;
  }
  return { acceleration, rates };
}

/** Rotated by small angles about x, then y, then z. */
function skewed([x, y, z]: Vector, [a, b, c]: Vector): Vector {
  const [y1, z1] = turned(y, z, a);
  const [z2, x2] = turned(z1, x, b);
  const [x3, y3] = turned(x2, y1, c);
  return [x3, y3, z2];
}

function turned(a: number, b: number, angle: number): [number, number] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * a - sin * b, sin * a + cos * b];
}

function scaled([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

function minus([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [a - x, b - y, c - z];
}

function unit(vector: Vector): Vector {
  return scaled(vector, 1 / Math.hypot(...vector));
}

function logUniform([low, high]: readonly [number, number], random: Random): number {
  return Math.exp(uniform(Math.log(low), Math.log(high), random));
}
