import { channelBits, channelsOf, type ChannelMask, type Sample } from '@wandcast/protocol';
import { platformInvertsSigns } from '../shared/orientation/platform-signs';

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
  /** Whether this platform inverts the signs compared with the W3C specification; null without accelerations. */
  readonly flipped: boolean | null;
}

/** Measures the actual rate, gaps and channels of a phone's sensor. Phones ignore requested rates. */
export class SensorMeter {
  private first: number | undefined;
  private last = 0;
  private count = 0;
  private maxGapMs = 0;
  private channels: ChannelMask = 0;

  constructor(private readonly invertsSigns = platformInvertsSigns()) {}

  /**
   * @param sample its `t` is the event's time, ms, ascending
   * @returns finished share of MEASURED_MS, 0 to 1
   */
  add(sample: Sample): number {
    const { t } = sample;
    if (this.first === undefined) this.first = t;
    else this.maxGapMs = Math.max(this.maxGapMs, t - this.last);
    this.last = t;
    this.count++;
    this.channels |= channelsOf(sample);
    return Math.min(1, (t - this.first) / MEASURED_MS);
  }

  get figures(): SensorFigures {
    const { channels, count } = this;
    const flipped = (channels & (channelBits.linear | channelBits.gravity)) === 0 ? null : this.invertsSigns;
    const durationMs = this.last - (this.first ?? this.last);
    if (durationMs <= 0) return { rateHz: null, maxGapMs: null, channels, flipped };
    return { rateHz: ((count - 1) * 1_000) / durationMs, maxGapMs: this.maxGapMs, channels, flipped };
  }
}
