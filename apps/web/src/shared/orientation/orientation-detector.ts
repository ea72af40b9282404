import {
  HOLD_MS,
  SteadyHold,
  turnFromGravity,
  uprightOrientationOf,
  type Hold,
  type UprightOrientation,
} from '@wandcast/gesture';
import type { Orientation, Sample, Turn } from '@wandcast/protocol';

/** How long a phone has to be still for its turn to be seen, ms: less than a hold, as its sign is known. */
const TURN_MS = 200;

/**
 * How many holds in a row have to speak against a sign that is known until it is taken for wrong: one may be of an arm
 * that hangs, with the phone upside down in it.
 */
const AGAINST = 2;

/**
 * Finds out how a phone is held while its readings come. Its sign is a habit of the phone: the first upright hold
 * shows it, another hold confirms one that was remembered, and later holds, at the start of casts, may still turn it over.
 * Its turn changes with every grasp.
 */
export class OrientationFinder {
  private readonly steady = new SteadyHold();
  private hold: Hold | undefined;
  /** No hold has been weighed since the page was opened. */
  private unchecked = true;
  private against = 0;
  private newest: { readonly turned: Turn; readonly screenAngle: Turn } | undefined;

  /** @param sign whether its signs are flipped, as remembered; null where nobody knows */
  constructor(private sign: boolean | null) {}

  /** Whether its signs are flipped; null where no hold has shown it. */
  get flipped(): boolean | null {
    return this.sign;
  }

  /**
   * Takes the next reading; those without gravity say nothing.
   * @returns how much of an upright hold is over, 0 to 1
   */
  add({ t, gravity }: Sample, screenAngle: Turn): number {
    this.hold = gravity && this.steady.add(t, gravity);
    if (this.hold === undefined) return 0;
    const upright = uprightOrientationOf(this.hold.reading, screenAngle);
    if (this.unchecked && upright !== undefined && this.hold.heldMs >= HOLD_MS) this.weigh(upright);
    this.look(this.hold, screenAngle);
    return upright === undefined ? 0 : Math.min(1, this.hold.heldMs / HOLD_MS);
  }

  /** How the phone is held at the start of a cast, when the wizard looks at the screen. */
  atStart(screenAngle: Turn): Pick<Orientation, 'flipped' | 'turned'> {
    const upright =
      this.hold && this.hold.heldMs >= TURN_MS ? uprightOrientationOf(this.hold.reading, screenAngle) : undefined;
    if (upright !== undefined) this.weigh(upright);
    if (upright?.flipped === this.sign) this.newest = { turned: upright.turned, screenAngle };
    const turned = this.newest?.screenAngle === screenAngle ? this.newest.turned : screenAngle;
    return { flipped: this.sign, turned };
  }

  /** Forgets the sign: the next upright hold shows it. */
  forget(): void {
    this.sign = null;
    this.unchecked = true;
    this.against = 0;
    this.newest = undefined;
    this.steady.restart();
  }

  private weigh({ flipped }: UprightOrientation): void {
    this.against = this.sign === null || this.sign === flipped ? 0 : this.against + 1;
    const believed = this.sign === null || this.against === AGAINST;
    if (believed) {
      this.sign = flipped;
      this.against = 0;
      this.newest = undefined;
    }
    this.unchecked = this.against > 0;
    this.steady.restart(); // the next hold is another one
  }

  private look({ reading, heldMs }: Hold, screenAngle: Turn): void {
    if (this.sign === null || heldMs < TURN_MS) return;
    const turned = turnFromGravity(reading, screenAngle, this.sign);
    if (turned !== undefined) this.newest = { turned, screenAngle };
  }
}
