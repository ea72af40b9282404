import {
  HOLD_MS,
  SteadyHold,
  turnFromGravity,
  uprightOrientationOf,
  type Hold,
  type UprightOrientation,
} from '@wandcast/gesture';
import type { Orientation, Sample, Turn } from '@wandcast/protocol';

/** How long a phone must be still to determine its rotation, ms: shorter than a hold, because the sign is known. */
const TURN_MS = 200;

/**
 * Consecutive contradicting holds needed to change a known sign. A single one may come from a phone upside down in a
 * hanging arm.
 */
const CONTRADICTIONS = 2;

/**
 * Detects how a phone is held, from its readings. The sign is a property of the phone: the first upright hold determines
 * it, the next hold verifies a stored one, and holds at the start of casts can still correct it. The rotation may change
 * at any time.
 */
export class OrientationDetector {
  private readonly steady = new SteadyHold();
  private hold: Hold | undefined;
  /** Whether the sign still needs to be verified by a hold. */
  private unchecked = true;
  private contradictions = 0;
  private newest: { readonly turned: Turn; readonly screenAngle: Turn } | undefined;

  /** @param sign the stored value of `flipped`; null if unknown */
  constructor(private sign: boolean | null) {}

  /** Whether the phone reports inverted signs; null if no hold has shown it yet. */
  get flipped(): boolean | null {
    return this.sign;
  }

  /**
   * Adds a sample. Samples without gravity are ignored.
   * @returns progress of the current upright hold, 0..1
   */
  add({ t, gravity }: Sample, screenAngle: Turn): number {
    this.hold = gravity && this.steady.add(t, gravity);
    if (this.hold === undefined) return 0;
    const upright = uprightOrientationOf(this.hold.reading, screenAngle);
    if (this.unchecked && upright !== undefined && this.hold.heldMs >= HOLD_MS) this.verify(upright);
    this.updateRotation(this.hold, screenAngle);
    return upright === undefined ? 0 : Math.min(1, this.hold.heldMs / HOLD_MS);
  }

  /** How the phone is held at the start of a cast, when the user looks at the screen. */
  atStart(screenAngle: Turn): Pick<Orientation, 'flipped' | 'turned'> {
    const upright =
      this.hold && this.hold.heldMs >= TURN_MS ? uprightOrientationOf(this.hold.reading, screenAngle) : undefined;
    if (upright !== undefined) this.verify(upright);
    if (upright?.flipped === this.sign) this.newest = { turned: upright.turned, screenAngle };
    const turned = this.newest?.screenAngle === screenAngle ? this.newest.turned : screenAngle;
    return { flipped: this.sign, turned };
  }

  /** Discards the sign; the next upright hold determines it again. */
  reset(): void {
    this.sign = null;
    this.unchecked = true;
    this.contradictions = 0;
    this.newest = undefined;
    this.steady.restart();
  }

  /** Compares the sign with an upright hold, and changes it if it is unknown or contradicted often enough. */
  private verify({ flipped }: UprightOrientation): void {
    this.contradictions = this.sign === null || this.sign === flipped ? 0 : this.contradictions + 1;
    if (this.sign === null || this.contradictions === CONTRADICTIONS) {
      this.sign = flipped;
      this.contradictions = 0;
      this.newest = undefined;
    }
    this.unchecked = this.contradictions > 0;
    this.steady.restart(); // so that the same hold is not counted twice
  }

  private updateRotation({ reading, heldMs }: Hold, screenAngle: Turn): void {
    if (this.sign === null || heldMs < TURN_MS) return;
    const turned = turnFromGravity(reading, screenAngle, this.sign);
    if (turned !== undefined) this.newest = { turned, screenAngle };
  }
}
