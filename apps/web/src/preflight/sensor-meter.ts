import { HOLD_MS, SteadyHold, uprightOrientationOf } from '@wandcast/gesture';
import { channelsOf, type ChannelMask, type Sample, type Turn } from '@wandcast/protocol';

/** Duration of the measurement, ms. */
export const MEASURED_MS = 3_000;

/** Measured properties of a motion sensor. */
export interface SensorFigures {
  /** Mean rate, readings per second; null with fewer than two readings. */
  readonly rateHz: number | null;
  /** Longest time between two readings, ms; null with fewer than two readings. */
  readonly maxGapMs: number | null;
  /** Channels present in at least one reading. */
  readonly channels: ChannelMask;
  /**
   * Whether the signs are inverted compared with the W3C specification; null if the phone was not held upright and
   * still.
   */
  readonly flipped: boolean | null;
}

/** Measures the actual rate, gaps, channels and signs of a phone's sensor. Phones ignore requested rates. */
export class SensorMeter {
  private readonly steady = new SteadyHold();
  private first: number | undefined;
  private last = 0;
  private count = 0;
  private maxGapMs = 0;
  private channels: ChannelMask = 0;
  private flipped: boolean | null = null;

  /**
   * @param sample its `t` is the event's time, ms, ascending
   * @param screenAngle `screen.orientation.angle`
   * @returns finished share of MEASURED_MS, 0 to 1
   */
  add(sample: Sample, screenAngle: Turn): number {
    const { t, gravity } = sample;
    if (this.first === undefined) this.first = t;
    else this.maxGapMs = Math.max(this.maxGapMs, t - this.last);
    this.last = t;
    this.count++;
    this.channels |= channelsOf(sample);
    const hold = gravity && this.steady.add(t, gravity);
    if (hold !== undefined && hold.heldMs >= HOLD_MS)
      this.flipped ??= uprightOrientationOf(hold.reading, screenAngle)?.flipped ?? null;
    return Math.min(1, (t - this.first) / MEASURED_MS);
  }

  get figures(): SensorFigures {
    const { channels, count, flipped } = this;
    const durationMs = this.last - (this.first ?? this.last);
    if (durationMs <= 0) return { rateHz: null, maxGapMs: null, channels, flipped };
    return { rateHz: ((count - 1) * 1_000) / durationMs, maxGapMs: this.maxGapMs, channels, flipped };
  }
}
