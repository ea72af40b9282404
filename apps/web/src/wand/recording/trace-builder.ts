import { SEAL_BARS, SEAL_BAR_MS, barLength, sealOf, type Sample } from '@wandcast/protocol';
import type { Strands } from '../../shared/canvas/strands';

type Axes = readonly [number, number, number];

/** Time constant of the gravity estimate, ms: slower than a stroke, faster than a turn of the wrist. */
const GRAVITY_MS = 400;

/** A cast as drawn during or after recording: its strands and its seal. */
export interface TraceView {
  readonly strands: Strands;
  /** SEAL_BARS lengths, 0..99; those from index `filled` on are not recorded yet. */
  readonly lengths: readonly number[];
  readonly filled: number;
  readonly durationMs: number;
  readonly count: number;
  /** Maximum acceleration so far, m/s^2. */
  readonly peak: number;
}

/** Builds the trace of a cast from its samples. */
export class TraceBuilder {
  private readonly times: number[] = [];
  private readonly strengths: number[] = [];
  private readonly axes: [number[], number[], number[]] = [[], [], []];
  private readonly lengths = new Array<number>(SEAL_BARS).fill(0);
  private filled = 0;
  private strongest = 0;
  private gravity: Axes | undefined;

  /** Adds a sample; `t` in ms since the start, ascending. */
  add(sample: Sample): void {
    const movement = this.movementOf(sample);
    if (movement === undefined) return;
    const strength = Math.hypot(...movement);
    this.times.push(sample.t);
    this.strengths.push(strength);
    this.strongest = Math.max(this.strongest, strength);
    movement.forEach((value, axis) => this.axes[axis]?.push(value));
    const bar = Math.min(SEAL_BARS - 1, Math.floor(sample.t / SEAL_BAR_MS));
    for (let i = this.filled; i < bar; i++) this.lengths[i] = this.lengths[i - 1] ?? 0; // fill gaps of slow sensors
    this.lengths[bar] = Math.max(bar < this.filled ? (this.lengths[bar] ?? 0) : 0, barLength(strength));
    this.filled = Math.max(this.filled, bar + 1);
  }

  /** The cast so far. */
  view(): TraceView {
    const { times, axes, filled } = this;
    return { ...this.size(), strands: { times, axes }, lengths: [...this.lengths], filled };
  }

  /** The finished cast, its seal stretched to the full circle as on the stage. */
  whole(): TraceView {
    const { times, axes, strengths } = this;
    return { ...this.size(), strands: { times, axes }, lengths: sealOf(times, strengths), filled: SEAL_BARS };
  }

  /** Maximum acceleration, m/s^2. */
  get peak(): number {
    return this.strongest;
  }

  private size(): Pick<TraceView, 'durationMs' | 'count' | 'peak'> {
    const { peak } = this;
    return { peak, durationMs: (this.times.at(-1) ?? 0) - (this.times[0] ?? 0), count: this.times.length };
  }

  /**
   * Acceleration without gravity: the linear channel, otherwise the gravity channel minus its low-pass filtered part.
   */
  private movementOf({ t, linear, gravity }: Sample): Axes | undefined {
    if (linear !== undefined || gravity === undefined) return linear;
    const before = this.gravity ?? gravity;
    const share = 1 - Math.exp(-(t - (this.times.at(-1) ?? t)) / GRAVITY_MS);
    const mix = (axis: 0 | 1 | 2): number => before[axis] + share * (gravity[axis] - before[axis]);
    this.gravity = [mix(0), mix(1), mix(2)];
    return [gravity[0] - this.gravity[0], gravity[1] - this.gravity[1], gravity[2] - this.gravity[2]];
  }
}
