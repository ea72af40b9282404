import { TURN } from '../../shared/canvas/circle';
import type { Point } from '../../shared/canvas/point';

/** Sparks that burst from a point in several colors, like confetti. */
export interface Confetti {
  readonly kind: 'confetti';
  /** Ms as performance.now(). */
  readonly at: number;
  /** Stage units. */
  readonly from: Point;
}

/** Points that fly from the mark of their owner to their score. */
export interface Flight {
  readonly kind: 'flight';
  /** Ms as performance.now(). */
  readonly at: number;
  /** Stage units. */
  readonly from: Point;
  readonly to: Point;
}

export type Particles = Confetti | Flight;

/** A straight piece of light, from its tail to its tip, in stage units. */
export interface Sliver {
  readonly tail: Point;
  readonly tip: Point;
}

/** Number of sparks per burst: a room sees no difference beyond it, a machine without a GPU does. */
export const SPARKS = 132;

/** Lifetime of confetti, and its last part in which it fades, ms. */
const [CONFETTI_MS, FADE_MS] = [3_400, 1_100];
/** Speeds in stage units per second, acceleration of gravity, and drag per second. */
const [SLOWEST, FASTEST, GRAVITY, DRAG] = [420, 1_900, 620, 1.9];

/** Number of motes per flight, duration of each, and the delay between them, ms. */
const [MOTES, FLIGHT_MS, DELAY_MS] = [8, 620, 45];
/** Height of the arc relative to its length. */
const ARC = 0.12;

/** How long particles move, ms. */
export function lifetimeMs({ kind }: Particles): number {
  return kind === 'confetti' ? CONFETTI_MS : FLIGHT_MS + MOTES * DELAY_MS;
}

/** Opacity of confetti at `age` ms. */
export function confettiAlpha(age: number): number {
  return Math.max(0, Math.min(1, (CONFETTI_MS - age) / FADE_MS));
}

/** A number 0..1 that looks random and is the same for the same arguments (Rey 1998). */
function hash(i: number, salt: number): number {
  const value = Math.sin(i * 12.9898 + salt * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** The spark `i` of confetti at `age` ms, relative to its origin: thrown upwards, slowed by the air, then falling. */
export function sparkAt(i: number, age: number): Sliver {
  const t = age / 1_000;
  const angle = -TURN / 4 + (hash(i, 1) - 0.5) * 0.86 * TURN;
  const speed = SLOWEST + (FASTEST - SLOWEST) * hash(i, 2) ** 1.4;
  const reach = (1 - Math.exp(-DRAG * t)) / DRAG;
  const fall = (GRAVITY * (0.6 + 0.8 * hash(i, 3)) * (t - reach)) / DRAG;
  const [x, y] = [Math.cos(angle) * speed * reach, Math.sin(angle) * speed * reach + fall];
  const turn = TURN * (hash(i, 4) + (hash(i, 5) - 0.5) * 2.4 * t);
  const half = 5 + 7 * hash(i, 6);
  const [dx, dy] = [Math.cos(turn) * half, Math.sin(turn) * half];
  return { tail: [x - dx, y - dy], tip: [x + dx, y + dy] };
}

/** The motes of a flight that are on their way at `age` ms. */
export function motesAt({ from, to }: Flight, age: number): Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return Array.from({ length: MOTES }, (_, i) => (age - i * DELAY_MS) / FLIGHT_MS)
    .filter((share) => share > 0 && share < 1)
    .map((share): Point => {
      const eased = share * share * (3 - 2 * share);
      const lift = 4 * eased * (1 - eased) * ARC * length;
      return [from[0] + (to[0] - from[0]) * eased, from[1] + (to[1] - from[1]) * eased - lift];
    });
}
