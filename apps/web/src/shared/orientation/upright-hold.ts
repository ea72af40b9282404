import { toPageAxes, uprightOrientationOf, type Vector } from '@wandcast/gesture';
import type { Turn } from '@wandcast/protocol';

/** Instruction for the user: lift a flat phone, turn a tilted one, or hold still. */
export type UprightHint = 'lift' | 'turn' | 'still';

/** Tilt of a phone, in degrees. */
export interface Tilt {
  /** From 0, upright, to 90, flat. */
  readonly back: number;
  /** Sideways, counter-clockwise, -90..90. */
  readonly lean: number;
}

/** The step that asks for an upright hold. */
export type UprightStep =
  /** Nobody asked, or the phone has not reported gravity yet. Some phones never do. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asking'; readonly share: number; readonly tilt: Tilt; readonly hint: UprightHint }
  | { readonly kind: 'known' };

/** Beyond this backward tilt a phone counts as flat, degrees. */
const FLAT = 70;
/** Weight of a new reading in the exponential smoothing: removes tremor, and follows movements within 100 ms. */
const SMOOTHING = 0.25;

/** If less gravity than this acts along the page, the lean is unreliable and is reduced, m/s². */
const RELIABLE = 3;

/** Exponentially smoothed gravity, for the picture of the phone. */
export function smoothGravity(before: Vector | undefined, now: Vector): Vector {
  if (before === undefined) return now;
  const toward = (from: number, to: number): number => from + SMOOTHING * (to - from);
  return [toward(before[0], now[0]), toward(before[1], now[1]), toward(before[2], now[2])];
}

/**
 * The step that asks for an upright hold, given the direction of gravity. The sign is not believed here, so that a phone upside
 * down looks upright; holding it still then yields no result.
 * @param share progress of the hold, 0..1
 */
export function askForHold(gravity: Vector, screenAngle: Turn, share: number): UprightStep {
  const upright = uprightOrientationOf(gravity, screenAngle);
  const tilt = tiltOf(gravity, screenAngle);
  const hint = upright !== undefined ? 'still' : tilt.back > FLAT ? 'lift' : 'turn';
  return { kind: 'asking', share, tilt, hint };
}

function tiltOf(gravity: Vector, screenAngle: Turn): Tilt {
  const degrees = (radians: number): number => (radians * 180) / Math.PI;
  const [x, y, z] = toPageAxes(gravity, screenAngle);
  const along = Math.hypot(x, y);
  const lean = y === 0 ? 90 : degrees(Math.atan(x / y));
  return { back: degrees(Math.atan2(Math.abs(z), along)), lean: lean * Math.min(1, along / RELIABLE) };
}
