import type { Turn } from '@wandcast/protocol';
import { toPageAxes, negated, type Vector } from './normalize-axes.js';

/**
 * What a hold reveals about a phone: whether its signs are inverted against the W3C convention, and its turn against
 * the page.
 */
export interface UprightOrientation {
  readonly flipped: boolean;
  readonly turned: Turn;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Largest sideways lean of a page with that side up: 5 degrees less than the boundary between two sides. */
const MAX_LEAN = radians(40);
/** Largest backward tilt: at 90 the phone is flat and all sides are equal. */
const MAX_BACK = radians(77);
/** Largest forward tilt, towards a face that looks up at the screen. */
const MAX_FORWARD = radians(20);
/**
 * Smallest backward tilt of a sideways page (a phone with locked rotation): the eyes are above it, and nothing else
 * separates left from right while the sign is unknown.
 */
const MIN_BACK_SIDEWAYS = radians(12);

/** The side of the page that is up: `left` and `right` are its edges as read. */
type Side = 'top' | 'left' | 'right';

/**
 * The side of the page that is up for its reader; undefined if the pose is implausible for reading.
 * @param up in page axes, any unit
 */
function sideUp([x, y, z]: Vector): Side | undefined {
  const back = Math.atan2(z, Math.hypot(x, y));
  const lean = Math.atan2(x, y);
  if (back > MAX_BACK) return undefined;
  if (Math.abs(lean) <= MAX_LEAN) return back >= -MAX_FORWARD ? 'top' : undefined;
  if (Math.abs(Math.abs(lean) - Math.PI / 2) > MAX_LEAN || back < MIN_BACK_SIDEWAYS) return undefined;
  return lean > 0 ? 'right' : 'left';
}

/** The phone's turn if `side` is up on a page already turned by `screenAngle`. */
function turnWith(side: Side, screenAngle: Turn): Turn {
  const more = { top: 0, right: 90, left: 270 }[side];
  return ((screenAngle + more) % 360) as Turn;
}

/**
 * Infers from gravity how someone who reads the page holds the phone. Either the top of the page is up and the phone
 * leans back by 0 to 77 degrees or forward by up to 20; or the page is sideways (rotation lock) and leans back by 12 to
 * 77. Readings of phones with inverted signs are the negation of these, and no reading fits both. Anything else (flat,
 * upside down, in between) is undecided.
 * @param reading mean acceleration including gravity of a steady hold, m/s^2, as the phone reports it
 * @param screenAngle `screen.orientation.angle`
 * @returns undefined if undecided
 */
export function uprightOrientationOf(reading: Vector, screenAngle: Turn): UprightOrientation | undefined {
  for (const flipped of [false, true]) {
    const side = sideUp(toPageAxes(flipped ? negated(reading) : reading, screenAngle));
    if (side !== undefined) return { flipped, turned: turnWith(side, screenAngle) };
  }
  return undefined;
}

/**
 * The turn of a phone with known signs. Unlike {@link uprightOrientationOf}, accepts a sideways page that does not lean
 * back.
 * @param reading,screenAngle as for {@link uprightOrientationOf}
 * @returns undefined if flat, upside down or in between
 */
export function turnFromGravity(reading: Vector, screenAngle: Turn, flipped: boolean): Turn | undefined {
  const [x, y, z] = toPageAxes(flipped ? negated(reading) : reading, screenAngle);
  const lean = Math.atan2(x, y);
  if (Math.abs(Math.atan2(z, Math.hypot(x, y))) > MAX_BACK) return undefined;
  if (Math.abs(lean) <= MAX_LEAN) return screenAngle;
  if (Math.abs(Math.abs(lean) - Math.PI / 2) > MAX_LEAN) return undefined;
  return turnWith(lean > 0 ? 'right' : 'left', screenAngle);
}
