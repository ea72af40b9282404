import {
  HOLD_MS,
  SteadyHold,
  gaussian,
  rotation,
  uprightOf,
  type Random,
  type Signal,
  type Upright,
} from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';

type Vector = NonNullable<Sample['gravity']>;
type Matrix = readonly (readonly [number, number, number])[];

/** How a person who reads the page holds their phone, degrees. */
export interface Held {
  /** How far it leans back; 0 is upright, 90 flat with its face up. */
  readonly back: number;
  /** How far the page leans to the left. */
  readonly lean?: number;
  /** How far the phone was turned counter-clockwise against its page. */
  readonly turned?: Turn;
  /** It tells the opposite of what the W3C asks for. */
  readonly flipped?: boolean;
}

const times = (matrix: Matrix, [x, y, z]: Vector): Vector =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Vector;
const about = (x: number, y: number, z: number): Matrix => rotation(x, y, z);
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * What a phone at rest reads of gravity, m/s^2: made by turning a phone in a room (x right, y up, z towards the person)
 * and asking which way up is for it.
 */
export function gravityOf({ back, lean = 0, turned = 0, flipped = false }: Held): Vector {
  // seen from the phone, the room turns the other way round
  const leant = times(about(-radians(back), 0, 0), [0, 9.81, 0]);
  const [x, y, z] = times(about(0, 0, -radians(lean + turned)), [leant[0], leant[1], -leant[2]]);
  return flipped ? [-x, -y, -z] : [x, y, z];
}

/** Readings of a phone held so for a while, at 60 Hz, by a hand that trembles. */
export function holding(held: Held, ms: number, random: Random, tremor = 0.15): Sample[] {
  const still = gravityOf(held);
  return Array.from({ length: Math.ceil(ms / 16.7) }, (_, i) => {
    const [x, y, z] = still.map((value) => value + tremor * gaussian(random)) as unknown as Vector;
    return { t: i * 16.7, gravity: [x, y, z] };
  });
}

/** What a page finds out by asking for an upright hold, whose readings these are; undefined where that is nothing. */
export function upheld(readings: readonly Sample[], screenAngle: Turn): Upright | undefined {
  const hold = new SteadyHold();
  for (const { t, gravity } of readings) {
    const held = gravity && hold.add(t, gravity);
    const upright = held && held.heldMs >= HOLD_MS ? uprightOf(held.reading, screenAngle) : undefined;
    if (upright !== undefined) return upright;
  }
  return undefined;
}

/** A W3C sample of an upright page as a phone with these habits reads it: what straightening has to undo. */
export function asPhone({ t, linear, gravity, rotation: rates }: Sample, flipped: boolean, turned: Turn): Sample {
  const [cos, sin] = ({ 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] } as const)[turned];
  const told = (vector: Vector, sign: number): Vector => {
    const [x, y, z] = vector;
    return [sign * (cos * x + sin * y), sign * (cos * y - sin * x), sign * z];
  };
  const sign = flipped ? -1 : 1;
  return {
    t,
    ...(linear && { linear: told(linear, sign) }),
    ...(gravity && { gravity: told(gravity, sign) }),
    ...(rates && { rotation: told(rates, 1) }),
  };
}

/** The samples of a signal, one by one. */
export function samplesOf({ t, linear, gravity, rotation: rates }: Signal): Sample[] {
  const at = (axes: Signal['linear'], i: number): Vector | undefined =>
    axes && [axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0];
  return Array.from(t, (time, i) => {
    const [l, g, r] = [at(linear, i), at(gravity, i), at(rates, i)];
    return { t: time, ...(l && { linear: l }), ...(g && { gravity: g }), ...(r && { rotation: r }) };
  });
}
