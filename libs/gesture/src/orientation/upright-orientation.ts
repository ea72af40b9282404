import type { Turn } from '@wandcast/protocol';
import { inPage, opposite, type Vector } from './normalize-axes.js';

/** What a hold shows of a phone: whether its signs are the opposite of the W3C's, and how it is turned against its page. */
export interface Upright {
  readonly flipped: boolean;
  readonly turned: Turn;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How far a page may lean to a side and still be held with that side up: 5 degrees short of where two sides meet. */
const MOST_LEAN = radians(40);
/** How far back a phone may lie: flat is 90, where nothing tells one side from another. */
const MOST_BACK = radians(77);
/** How far it may tip towards a face that looks up at it. */
const MOST_FORWARD = radians(20);
/**
 * A page that stands on its side (a phone that keeps its page as it is) leans back by at least so much: the eyes are
 * above it, and nothing else tells left from right while the sign is unknown.
 */
const LEAST_BACK_SIDEWAYS = radians(12);

/** Which side of the page is up: `left` and `right` are its edges as it is read. */
type Side = 'top' | 'left' | 'right';

/**
 * The side of the page that is up, as a person who reads it would hold it; undefined where nobody would.
 * @param up in page axes, m/s^2 or any other unit
 */
function sideUp([x, y, z]: Vector): Side | undefined {
  const back = Math.atan2(z, Math.hypot(x, y));
  const lean = Math.atan2(x, y);
  if (back > MOST_BACK) return undefined;
  if (Math.abs(lean) <= MOST_LEAN) return back >= -MOST_FORWARD ? 'top' : undefined;
  if (Math.abs(Math.abs(lean) - Math.PI / 2) > MOST_LEAN || back < LEAST_BACK_SIDEWAYS) return undefined;
  return lean > 0 ? 'right' : 'left';
}

/** The phone's turn where that side of a page is up which is turned by `screenAngle` already. */
function turnWith(side: Side, screenAngle: Turn): Turn {
  const more = { top: 0, right: 90, left: 270 }[side];
  return ((screenAngle + more) % 360) as Turn;
}

/**
 * Decides from where gravity points how a phone is held by someone who reads its page. The phone leans back by 0 to 77
 * degrees, or forward by up to 20, with the page's top up; or the page stands on its side, as where phones are told to keep
 * it upright, and leans back by 12 to 77. Readings of flipped phones are the opposite of all these, and no reading fits
 * both: whatever fits neither (flat, upside down, half turned) is undecided.
 * @param reading mean acceleration including gravity of a steady hold, m/s^2, as the phone tells it
 * @param screenAngle `screen.orientation.angle`
 */
export function uprightOf(reading: Vector, screenAngle: Turn): Upright | undefined {
  for (const flipped of [false, true]) {
    const side = sideUp(inPage(flipped ? opposite(reading) : reading, screenAngle));
    if (side !== undefined) return { flipped, turned: turnWith(side, screenAngle) };
  }
  return undefined;
}

/**
 * How a phone whose signs are known is turned. A page may stand on its side without leaning back here; undefined where it is
 * flat, upside down or half turned.
 * @param reading,screenAngle as for {@link uprightOf}
 */
export function turnOf(reading: Vector, screenAngle: Turn, flipped: boolean): Turn | undefined {
  const [x, y, z] = inPage(flipped ? opposite(reading) : reading, screenAngle);
  const lean = Math.atan2(x, y);
  if (Math.abs(Math.atan2(z, Math.hypot(x, y))) > MOST_BACK) return undefined;
  if (Math.abs(lean) <= MOST_LEAN) return screenAngle;
  if (Math.abs(Math.abs(lean) - Math.PI / 2) > MOST_LEAN) return undefined;
  return turnWith(lean > 0 ? 'right' : 'left', screenAngle);
}
