import { HOLD_MS, SteadyHold, turnFromGravity, uprightOrientationOf, type Hold } from '@wandcast/gesture';
import type { Orientation, Sample, Turn } from '@wandcast/protocol';

/** How long a phone must be still to determine its rotation, ms: shorter than a hold, because the sign is known. */
const TURN_MS = 200;

/**
 * Detects how a phone is held, from its readings. The sign is a property of the phone that a phone held upside down would
 * belie: gravity changes it only in a check that somebody asked for. The rotation may change at any time.
 */
export class OrientationDetector {
  private readonly steady = new SteadyHold();
  private hold: Hold | undefined;
  private asked = false;
  private newest: { readonly turned: Turn; readonly screenAngle: Turn } | undefined;

  /** @param sign `flipped` as stored, or that of the platform */
  constructor(private sign: boolean) {}

  /** Whether the phone reports inverted signs. */
  get flipped(): boolean {
    return this.sign;
  }

  /** Whether a check is waiting for an upright hold. */
  isAsked(): boolean {
    return this.asked;
  }

  /**
   * Adds a sample. Samples without gravity are ignored.
   * @returns progress of the current upright hold, 0..1
   */
  add({ t, gravity }: Sample, screenAngle: Turn): number {
    this.hold = gravity && this.steady.add(t, gravity);
    if (this.hold === undefined) return 0;
    const upright = uprightOrientationOf(this.hold.reading, screenAngle);
    if (this.asked && upright !== undefined && this.hold.heldMs >= HOLD_MS) this.verify(upright.flipped);
    this.updateRotation(this.hold, screenAngle);
    return upright === undefined ? 0 : Math.min(1, this.hold.heldMs / HOLD_MS);
  }

  /** How the phone is held at the start of a cast, when the user looks at the screen. */
  atStart(screenAngle: Turn): Pick<Orientation, 'flipped' | 'turned'> {
    const upright =
      this.hold && this.hold.heldMs >= TURN_MS ? uprightOrientationOf(this.hold.reading, screenAngle) : undefined;
    if (upright?.flipped === this.sign) this.newest = { turned: upright.turned, screenAngle };
    const turned = this.newest?.screenAngle === screenAngle ? this.newest.turned : screenAngle;
    return { flipped: this.sign, turned };
  }

  /** Asks for a check: the next upright hold determines the sign. */
  reset(): void {
    this.asked = true;
    this.steady.restart();
  }

  /** Ends a check without a result: the sign stays. */
  cancel(): void {
    this.asked = false;
  }

  private verify(flipped: boolean): void {
    this.asked = false;
    if (flipped === this.sign) return;
    this.sign = flipped;
    this.newest = undefined; // found with the other sign
  }

  private updateRotation({ reading, heldMs }: Hold, screenAngle: Turn): void {
    if (heldMs < TURN_MS) return;
    const turned = turnFromGravity(reading, screenAngle, this.sign);
    if (turned !== undefined) this.newest = { turned, screenAngle };
  }
}
