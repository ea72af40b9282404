import { parseGlyph } from '../glyph/glyph.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import type { Axes, Signal } from '../signal/signal.js';
import { carriedPhone, zeros, type Carried } from './carried-phone.js';
import { scribble } from './scribble.js';
import { simulateCast } from './simulate-casts.js';
import { simulatePerson } from './simulated-person.js';
import { minimumJerk } from './stroke-timing.js';

/**
 * Non-gestures of everyday life. `stir`: circles and eights, again and again. `scrawl`: a drawing of too many
 * lines for a spell.
 */
export const everydayKinds = [
  'shake',
  'wave',
  'stir',
  'walk',
  'pocket',
  'drop',
  'putDown',
  'pickUp',
  'scrawl',
] as const;
export type EverydayKind = (typeof everydayKinds)[number];

type Range = readonly [number, number];

/** Ranges of everyday movements; uniform unless noted. */
export interface EverydayRanges {
  /** Samples per second. */
  readonly rateHz: Range;
  /** Cycles per second of a shake, a wave or a stir, log-uniform; and how many of them at least. */
  readonly frequency: Range;
  readonly cycles: Range;
  /** Peak acceleration of a shake, m/s^2, log-uniform. */
  readonly force: Range;
  /** From the joint that the hand pivots around, m. */
  readonly radius: Range;
  /** Steps per second. */
  readonly gait: Range;
  /** Duration of a walk, s. */
  readonly walk: Range;
  /** Of a way into a pocket, on a table or off it: s, and m downwards. */
  readonly way: Range;
  readonly depth: Range;
}

/** What training simulates. */
export const EVERYDAY: EverydayRanges = {
  rateHz: [40, 100],
  frequency: [0.9, 6.5],
  cycles: [2.4, 9],
  force: [3, 30],
  radius: [0.12, 0.7],
  gait: [1.5, 2.4],
  walk: [1.5, 4],
  way: [0.4, 1.3],
  depth: [0.15, 0.8],
};

/** Lines and curves of a scrawl: from, and less than. */
const SEGMENTS: Range = [4, 9];

/** The readings of a phone in an everyday movement. Its hold is random, except for a scrawl, which is cast like a spell. */
export function simulateEveryday(kind: EverydayKind, ranges: EverydayRanges, random: Random): Signal {
  if (kind === 'scrawl') {
    const drawing = parseGlyph(scribble(random, Math.floor(uniform(...SEGMENTS, random))));
    return simulateCast(drawing, simulatePerson(random), random, { gravity: true });
  }
  const rateHz = uniform(...ranges.rateHz, random);
  return carriedPhone(movements[kind](ranges, rateHz, random), rateHz, random);
}

type Movement = (ranges: EverydayRanges, rateHz: number, random: Random) => Carried;

const movements: Readonly<Record<Exclude<EverydayKind, 'scrawl'>, Movement>> = {
  shake: (ranges, rateHz, random) => oscillation(ranges, rateHz, 0.25, direction(random), random),
  wave: (ranges, rateHz, random) => oscillation(ranges, rateHz, 0.25, [0.2 * gaussian(random), 1, 0], random),
  stir: (ranges, rateHz, random) => oscillation(ranges, rateHz, 1, direction(random), random),
  walk: (ranges, rateHz, random) => walk(ranges, uniform(...ranges.walk, random), rateHz, random),
  pocket(ranges, rateHz, random) {
    const way = reach(ranges, -1, uniform(1.2, Math.PI, random), rateHz, random);
    return random() < 0.5 ? way : joined(way, walk(ranges, uniform(0.6, 2, random), rateHz, random));
  },
  drop,
  putDown(ranges, rateHz, random) {
    return joined(
      reach(ranges, -1, uniform(0, Math.PI / 2, random), rateHz, random),
      impact(0.4, [4, 20], rateHz, random),
    );
  },
  pickUp(ranges, rateHz, random) {
    return joined(
      rest(uniform(0.05, 0.3, random), rateHz),
      reach(ranges, 1, uniform(0, Math.PI / 2, random), rateHz, random),
    );
  },
};

type Vector = readonly [number, number, number];

/** A movement to and fro, or around, of a hand that pivots around a joint, which turns the phone. */
function oscillation(ranges: EverydayRanges, rateHz: number, roundness: number, arm: Vector, random: Random): Carried {
  const frequency = logUniform(ranges.frequency, random);
  const seconds = Math.max(0.7, uniform(...ranges.cycles, random) / frequency);
  const force = logUniform(ranges.force, random);
  const [main, side] = [direction(random), direction(random)];
  const phase = uniform(0, 2 * Math.PI, random);
  const sidePhase = phase + uniform(0.3, 0.7, random) * Math.PI;
  const sideTempo = random() < 0.3 ? 2 : 1;
  const sideForce = uniform(0, 1, random) ** 0.5 * roundness;
  const acceleration = zeros(Math.ceil(seconds * rateHz));
  let [turned, tempo, strength] = [phase, 1, 1];
  for (let i = 0; i < acceleration.x.length; i++) {
    // The tempo and the strength of a hand wander.
    tempo += 0.02 * gaussian(random) + 0.05 * (1 - tempo);
    strength += 0.02 * gaussian(random) + 0.05 * (1 - strength);
    turned += (2 * Math.PI * frequency * tempo) / rateHz;
    const ease = Math.min(1, (i + 1) / (0.1 * rateHz), (acceleration.x.length - i) / (0.1 * rateHz));
    const along = force * ease * strength * Math.sin(turned);
    const across = force * ease * strength * sideForce * Math.sin(sideTempo * turned + sidePhase - phase);
    put(acceleration, i, (k) => along * (main[k] ?? 0) + across * (side[k] ?? 0));
  }
  return { acceleration, rates: swingOf(acceleration, arm, uniform(...ranges.radius, random), rateHz) };
}

/**
 * The rotation of a hand at the end of an arm: (arm x velocity) / radius^2.
 * @param arm its direction, from the joint to the hand
 */
function swingOf(acceleration: Axes, arm: Vector, radius: number, rateHz: number): Axes {
  const rates = zeros(acceleration.x.length);
  const [x, y, z] = unit(arm);
  let velocity: Vector = [0, 0, 0];
  for (let i = 0; i < rates.x.length; i++) {
    const at = [acceleration.x[i] ?? 0, acceleration.y[i] ?? 0, acceleration.z[i] ?? 0] as const;
    velocity = velocity.map((value, k) => 0.995 * value + (at[k] ?? 0) / rateHz) as unknown as Vector;
    const [u, v, w] = velocity;
    rates.x[i] = (y * w - z * v) / radius;
    rates.y[i] = (z * u - x * w) / radius;
    rates.z[i] = (x * v - y * u) / radius;
  }
  return rates;
}

/** Steps shake a phone in the hand up and down; the arm swings at half their rate. */
function walk({ gait, radius }: EverydayRanges, seconds: number, rateHz: number, random: Random): Carried {
  const steps = 2 * Math.PI * uniform(...gait, random);
  const [bounce, sway, push] = [uniform(1, 5, random), uniform(0.2, 1.5, random), uniform(0.3, 2.5, random)];
  const swing = uniform(0, 1.2, random) ** 2;
  const arm = uniform(...radius, random);
  const [a, b, c, d] = [0, 1, 2, 3].map(() => uniform(0, 2 * Math.PI, random)) as [number, number, number, number];
  const [acceleration, rates] = [zeros(Math.ceil(seconds * rateHz)), zeros(Math.ceil(seconds * rateHz))];
  for (let i = 0; i < rates.x.length; i++) {
    const now = (steps * i) / rateHz;
    const angle = now / 2 + d;
    acceleration.x[i] = sway * Math.sin(now / 2 + a) + 0.3 * gaussian(random);
    acceleration.y[i] = bounce * (Math.sin(now + b) + 0.35 * Math.sin(2 * now + c)) + 0.3 * gaussian(random);
    acceleration.z[i] =
      push * Math.sin(now + c) - swing * arm * (steps / 2) ** 2 * Math.sin(angle) + 0.3 * gaussian(random);
    rates.x[i] = swing * (steps / 2) * Math.cos(angle) + 0.15 * gaussian(random);
    rates.y[i] = 0.3 * Math.cos(now / 2 + a) + 0.1 * gaussian(random);
  }
  return { acceleration, rates };
}

/** One reach of the hand up (1) or down (-1), which turns the phone by an angle about a random axis. */
function reach({ way, depth }: EverydayRanges, sense: 1 | -1, angle: number, rateHz: number, random: Random): Carried {
  const seconds = uniform(...way, random);
  const to: Vector = [0.15 * gaussian(random), sense * uniform(...depth, random), 0.15 * gaussian(random)];
  const axis = unit([1, 0.4 * gaussian(random), 0.4 * gaussian(random)]);
  const later = uniform(-0.15, 0.15, random);
  const n = Math.max(3, Math.ceil(seconds * rateHz));
  const [acceleration, rates] = [zeros(n), zeros(n)];
  const done = (i: number): number => minimumJerk(i / (n - 1));
  for (let i = 0; i < n; i++) {
    const bend = (done(i + 1) - 2 * done(i) + done(i - 1)) * rateHz ** 2;
    const turn = (done(i + 1 - later * n) - done(i - later * n)) * rateHz * angle;
    put(acceleration, i, (k) => bend * (to[k] ?? 0) + 0.2 * gaussian(random));
    put(rates, i, (k) => turn * (axis[k] ?? 0) + 0.1 * gaussian(random));
  }
  return { acceleration, rates };
}

/** Free fall, which feels like an acceleration downwards, then impacts. */
function drop(_: EverydayRanges, rateHz: number, random: Random): Carried {
  const n = Math.ceil(uniform(0.2, 0.5, random) * rateHz);
  const [acceleration, rates] = [zeros(n), zeros(n)];
  const tumbling = direction(random).map((value) => value * uniform(0, 8, random));
  for (let i = 0; i < n; i++) {
    acceleration.y[i] = -9.81;
    put(rates, i, (k) => tumbling[k] ?? 0);
  }
  const fall = joined(rest(uniform(0.05, 0.4, random), rateHz), { acceleration, rates });
  return joined(joined(fall, impact(0.25, [30, 120], rateHz, random)), impact(0.5, [5, 40], rateHz, random));
}

/** A tap on something hard, and what is left of it. */
function impact(seconds: number, force: Range, rateHz: number, random: Random): Carried {
  const still = rest(seconds, rateHz);
  const [strength, to] = [logUniform(force, random), direction(random)];
  const ringing = uniform(0.01, 0.04, random);
  for (let i = 0; i < still.acceleration.x.length; i++) {
    const now = i / rateHz;
    const left = strength * Math.exp(-now / ringing) * (i % 2 === 0 ? 1 : -0.6);
    put(still.acceleration, i, (k) => left * ((k === 1 ? 1 : 0) + 0.4 * (to[k] ?? 0)));
    put(still.rates, i, (k) => 0.1 * left * (to[k] ?? 0));
  }
  return still;
}

function rest(seconds: number, rateHz: number): Carried {
  const n = Math.ceil(seconds * rateHz);
  return { acceleration: zeros(n), rates: zeros(n) };
}

function joined(first: Carried, second: Carried): Carried {
  const axes = (a: Axes, b: Axes): Axes => ({
    x: Float32Array.of(...a.x, ...b.x),
    y: Float32Array.of(...a.y, ...b.y),
    z: Float32Array.of(...a.z, ...b.z),
  });
  return { acceleration: axes(first.acceleration, second.acceleration), rates: axes(first.rates, second.rates) };
}

function put({ x, y, z }: Axes, i: number, value: (axis: number) => number): void {
  [x[i], y[i], z[i]] = [value(0), value(1), value(2)];
}

function direction(random: Random): Vector {
  return unit([gaussian(random), gaussian(random), gaussian(random)]);
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

function logUniform([low, high]: Range, random: Random): number {
  return Math.exp(uniform(Math.log(low), Math.log(high), random));
}
