import { HOLD_MS, SteadyHold, uprightOrientationOf } from '@wandcast/gesture';
import { channelsOf, type ChannelMask, type Sample, type Turn } from '@wandcast/protocol';

/** How long a phone's readings are counted, ms. */
export const COUNTED_MS = 3_000;

/** What a hold shows of a sensor. */
export interface HoldFigures {
  /** Mean readings a second; null where there were fewer than two. */
  readonly rateHz: number | null;
  /** Longest time between two readings, ms; null where there were fewer than two. */
  readonly maxGapMs: number | null;
  /** Channels that came with any reading. */
  readonly channels: ChannelMask;
  /** Whether its signs are the opposite of the W3C's; null where it was not held upright and still. */
  readonly flipped: boolean | null;
}

/** Counts the readings of a phone that is held. Phones deliver what they like, whatever one asks. */
export class HoldMeter {
  private readonly steady = new SteadyHold();
  private first: number | undefined;
  private last = 0;
  private count = 0;
  private maxGapMs = 0;
  private channels: ChannelMask = 0;
  private flipped: boolean | null = null;

  /**
   * @param sample with its event's own time, ms, ascending
   * @param screenAngle by which the page is turned against the phone
   * @returns how much of the time is over, 0 to 1
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
    return Math.min(1, (t - this.first) / COUNTED_MS);
  }

  get figures(): HoldFigures {
    const { channels, count, flipped } = this;
    const durationMs = this.last - (this.first ?? this.last);
    if (durationMs <= 0) return { rateHz: null, maxGapMs: null, channels, flipped };
    return { rateHz: ((count - 1) * 1_000) / durationMs, maxGapMs: this.maxGapMs, channels, flipped };
  }
}
