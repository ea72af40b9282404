import { MAX_CAST_SAMPLES, type Sample } from '@wandcast/protocol';
import { ActivityMeter } from './activity-meter.js';
import { SampleRing } from './sample-ring.js';

/** When a movement begins and ends. */
export interface SegmenterOptions {
  /** Activity above which a movement begins, at least, m/s^2; see {@link ActivityMeter}. */
  readonly begin: number;
  /** Activity below which a hand rests, m/s^2. */
  readonly rest: number;
  /** A hand also rests below this share of the peak of its movement: a strong movement rings out. */
  readonly restShare: number;
  /** How many times its noise a phone must move to begin. */
  readonly overNoise: number;
  /** How long a hand rests before its movement has ended, ms. */
  readonly quietMs: number;
  /** Kept before and after a movement, ms. */
  readonly leadInMs: number;
  readonly leadOutMs: number;
  /** A shorter movement is a twitch, a longer one is no cast, ms. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/**
 * Tuned on casts of simulated people, and on people 4, 5, 6 and 8 of air-letters between simulated everyday movements.
 * `quietMs` and `restShare` decide the delay: with .3 of the peak an answer comes 30 ms earlier, but three in ten smooth
 * curves are split in the middle; with .12 and less, one in twenty comes too late.
 */
export const SEGMENTER: SegmenterOptions = {
  begin: 2,
  rest: 0.8,
  restShare: 0.16,
  overNoise: 2.5,
  quietMs: 160,
  leadInMs: 120,
  leadOutMs: 80,
  shortestMs: 250,
  longestMs: 7_000,
};

/** A longer time without a sample means that the page slept: what was before belongs to nothing after it, ms. */
const MAX_GAP_MS = 250;
/** Time constant of the noise of a phone at rest, ms. */
const NOISE_MS = 1_500;

type State =
  /** `restedAt`: the last sample at rest. */
  | { readonly kind: 'resting'; readonly restedAt: number }
  | { readonly kind: 'moving'; readonly from: number; readonly peak: number; readonly movedAt: number }
  /** A movement that took too long: the hand must rest before another begins. */
  | { readonly kind: 'ignoring'; readonly peak: number; readonly movedAt: number };

/**
 * Finds movements in an endless stream of samples: segmentation by activity with hysteresis. Each sample takes constant
 * time, apart from the copy of a movement that ends; memory is bounded. The result depends only on the samples, not on
 * how they are grouped. Movements never overlap.
 */
export class MovementSegmenter {
  private readonly meter = new ActivityMeter();
  private readonly ring = new SampleRing(MAX_CAST_SAMPLES);
  private state: State | undefined;
  private noise = 0;
  private lastAt = -Infinity;
  /** Samples up to this time belong to an earlier movement. */
  private usedUntil = -Infinity;

  constructor(private readonly options: SegmenterOptions = SEGMENTER) {}

  /** Whether the hand moves, in a movement that may still become a cast. */
  get isMoving(): boolean {
    return this.state?.kind === 'moving';
  }
  /** Number of samples in memory. */
  get buffered(): number {
    return this.ring.length;
  }

  /**
   * Adds the next sample; `t` in ms from any fixed time. Samples whose time runs backwards are ignored.
   * @returns the samples of the movement that has just been found to have ended, with their times as they came
   */
  add(sample: Sample): Sample[] | undefined {
    const { t } = sample;
    if (!(t >= this.lastAt)) return undefined;
    if (t - this.lastAt > MAX_GAP_MS) this.reset();
    const elapsedMs = this.state === undefined ? 0 : t - this.lastAt;
    this.lastAt = t;
    this.ring.add(sample);
    const activity = this.meter.read(sample);
    const { leadInMs, quietMs, longestMs, shortestMs, leadOutMs } = this.options;
    const state = (this.state ??= { kind: 'resting', restedAt: t });
    if (state.kind === 'resting') {
      this.ring.dropBefore(Math.min(state.restedAt, t) - leadInMs);
      this.noise += (activity - this.noise) * (1 - Math.exp(-elapsedMs / NOISE_MS));
      if (activity < this.restLevel(0)) this.state = { kind: 'resting', restedAt: t };
      else if (activity >= Math.max(this.options.begin, this.options.overNoise * this.noise)) {
        const from = Math.max(state.restedAt - leadInMs, this.usedUntil);
        this.state = { kind: 'moving', from, peak: activity, movedAt: t };
      } else if (t - state.restedAt > longestMs) this.state = { kind: 'resting', restedAt: t - quietMs };
      return undefined;
    }
    const peak = Math.max(state.peak, activity);
    const movedAt = activity >= this.restLevel(peak) ? t : state.movedAt;
    const hasEnded = t - movedAt >= quietMs;
    if (state.kind === 'ignoring') {
      this.ring.dropBefore(t - leadInMs);
      this.state = hasEnded ? { kind: 'resting', restedAt: t } : { kind: 'ignoring', peak, movedAt };
      return undefined;
    }
    const { from } = state;
    if (t - from > longestMs) {
      this.state = { kind: 'ignoring', peak: activity, movedAt: t };
      return undefined;
    }
    if (!hasEnded) {
      this.state = { kind: 'moving', from, peak, movedAt };
      return undefined;
    }
    this.state = { kind: 'resting', restedAt: t };
    if (movedAt - from - leadInMs < shortestMs) return undefined;
    const to = movedAt + leadOutMs;
    const movement = this.ring.between(from, to).filter((one) => one.t > this.usedUntil);
    this.usedUntil = to;
    return movement;
  }

  /** Forgets the movement in progress and all samples. */
  reset(): void {
    this.meter.reset();
    this.ring.clear();
    this.noise = 0;
    this.state = undefined;
  }

  private restLevel(peak: number): number {
    const { rest, restShare, overNoise } = this.options;
    return Math.max(rest, restShare * peak, Math.min(overNoise * 0.6 * this.noise, 3 * rest));
  }
}
