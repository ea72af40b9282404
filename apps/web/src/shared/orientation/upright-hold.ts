import { toPageAxes, uprightOrientationOf, type Vector } from '@wandcast/gesture';
import type { Turn } from '@wandcast/protocol';

/** What to do next: lift a phone that lies flat, turn one that is not straight, or keep still. */
export type UprightHint = 'lift' | 'turn' | 'still';

/** How a phone leans, seen from outside. */
export interface Tilt {
  /** From upright, 0, to flat, 90, degrees. */
  readonly back: number;
  /** To a side, counter-clockwise, -90 to 90 degrees. */
  readonly lean: number;
}

/** The step that asks for an upright hold. */
export type UprightStep =
  /** The phone has told nothing of gravity yet, and may never. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asking'; readonly share: number; readonly tilt: Tilt; readonly hint: UprightHint }
  | { readonly kind: 'known' }
  | { readonly kind: 'skipped' };

/** Beyond this a phone lies rather than leans, degrees. */
const LIES = 70;
/** How much of each reading is taken over: a hand's trembling is left out, and its movement followed within 100 ms. */
const FOLLOW = 0.25;

/** Less gravity than this along the page tells little of a lean, m/s^2: the picture then leans the less. */
const TELLING = 3;

/** The gravity that the picture shows, which follows the readings smoothly. */
export function followed(before: Vector | undefined, now: Vector): Vector {
  if (before === undefined) return now;
  const toward = (from: number, to: number): number => from + FOLLOW * (to - from);
  return [toward(before[0], now[0]), toward(before[1], now[1]), toward(before[2], now[2])];
}

/**
 * The step as it is asked, from where gravity points. Its sign is not known here, so a lean is told up to half a turn: a
 * phone that stands on its head looks upright until it is held still, when nothing is found out.
 * @param share how much of an upright hold is over
 */
export function askingWith(gravity: Vector, screenAngle: Turn, share: number): UprightStep {
  const upright = uprightOrientationOf(gravity, screenAngle);
  const tilt = tiltOf(gravity, screenAngle);
  const hint = upright !== undefined ? 'still' : tilt.back > LIES ? 'lift' : 'turn';
  return { kind: 'asking', share, tilt, hint };
}

function tiltOf(gravity: Vector, screenAngle: Turn): Tilt {
  const degrees = (radians: number): number => (radians * 180) / Math.PI;
  const [x, y, z] = toPageAxes(gravity, screenAngle);
  const along = Math.hypot(x, y);
  const lean = y === 0 ? 90 : degrees(Math.atan(x / y));
  return { back: degrees(Math.atan2(Math.abs(z), along)), lean: lean * Math.min(1, along / TELLING) };
}
