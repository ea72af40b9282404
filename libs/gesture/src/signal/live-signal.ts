import { FailureError, TICK_MS, channelBits, channelOrder, stepOf, wordsPerSample } from '@wandcast/protocol';
import type { Channel, ChannelMask, PackedSamples } from '@wandcast/protocol';
import { motionOf } from './motion.js';
import { rateHz } from './recording-quality.js';
import type { Axes, Signal } from './signal.js';
import { magnitude } from './trim.js';

/** Initial capacity in samples: 2.7 s at 94 Hz, so most casts never grow. */
const FIRST_CAPACITY = 256;

interface Column {
  readonly channel: Channel;
  readonly axes: Axes;
}

/**
 * A cast in progress: appends batches as they arrive and can be read as a {@link Signal} at any time without copying.
 * Batches must be validated before: order and times are not checked.
 */
export class LiveSignal {
  private t = new Float32Array(FIRST_CAPACITY);
  private columns: Column[] | undefined;
  private mask: ChannelMask = 0;
  private samples = 0;
  private longestGap = 0;
  private strongest = 0;

  /** Samples so far. */
  get count(): number {
    return this.samples;
  }
  /** From the first to the last sample. */
  get durationMs(): number {
    return this.samples === 0 ? 0 : (this.t[this.samples - 1] ?? 0) - (this.t[0] ?? 0);
  }
  /** Mean samples per second so far; 0 before the second sample. */
  get rateHz(): number {
    return rateHz(this.samples, this.durationMs);
  }
  /** Longest time between two samples so far. */
  get maxGapMs(): number {
    return this.longestGap;
  }
  /** Strongest acceleration without gravity so far, m/s^2. Recomputed on each call if there is no linear channel. */
  get peak(): number {
    if ((this.mask & channelBits.linear) !== 0) return this.strongest;
    return magnitude(motionOf(this.signal())).reduce((most, value) => Math.max(most, value), 0);
  }

  /**
   * Appends a batch.
   * @throws FailureError `batch-malformed` if the channels differ from earlier batches
   */
  append({ channels, count, words }: PackedSamples): void {
    if (this.columns === undefined) this.open(channels);
    else if (channels !== this.mask)
      throw new FailureError('batch-malformed', `channels ${channels} after ${this.mask}`);
    this.makeRoom(this.samples + count);
    const width = wordsPerSample(channels);
    for (let i = 0; i < count; i++) this.take(words, i * width);
  }

  /** The samples so far, as views without a copy. Later batches do not change them. */
  signal(): Signal {
    const { samples } = this;
    const parts: { -readonly [K in keyof Signal]: Signal[K] } = { t: this.t.subarray(0, samples) };
    for (const { channel, axes } of this.columns ?? []) parts[channel] = mapAxes(axes, (a) => a.subarray(0, samples));
    return parts;
  }

  private open(channels: ChannelMask): void {
    this.mask = channels;
    const empty = (): Float32Array => new Float32Array(this.t.length);
    this.columns = channelOrder
      .filter((channel) => (channels & channelBits[channel]) !== 0)
      .map((channel) => ({ channel, axes: { x: empty(), y: empty(), z: empty() } }));
  }

  private makeRoom(needed: number): void {
    if (needed <= this.t.length) return;
    const capacity = Math.max(needed, 2 * this.t.length);
    const grown = (old: Float32Array): Float32Array<ArrayBuffer> => {
      const room = new Float32Array(capacity);
      room.set(old);
      return room;
    };
    this.t = grown(this.t);
    this.columns = this.columns?.map(({ channel, axes }) => ({ channel, axes: mapAxes(axes, grown) }));
  }

  private take(words: Int16Array, at: number): void {
    const i = this.samples++;
    const time = ((words[at] ?? 0) & 0xffff) * TICK_MS;
    if (i > 0) this.longestGap = Math.max(this.longestGap, time - (this.t[i - 1] ?? 0));
    this.t[i] = time;
    let word = at + 1;
    for (const { channel, axes } of this.columns ?? []) {
      const step = stepOf[channel];
      axes.x[i] = (words[word++] ?? 0) * step;
      axes.y[i] = (words[word++] ?? 0) * step;
      axes.z[i] = (words[word++] ?? 0) * step;
      if (channel === 'linear') this.strongest = Math.max(this.strongest, strengthAt(axes, i));
    }
  }
}

function mapAxes({ x, y, z }: Axes, change: (values: Float32Array) => Float32Array): Axes {
  return { x: change(x), y: change(y), z: change(z) };
}

/** Rounded to a 32-bit float to equal the peak of the complete signal. */
function strengthAt({ x, y, z }: Axes, i: number): number {
  const [a, b, c] = [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0];
  return Math.fround(Math.sqrt(a * a + b * b + c * c));
}
