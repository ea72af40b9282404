import { F32, F64, POOLS, TAPS, addressesOf, doublesAt, loops, valuesAt, wordsAt } from './convolution-loops.js';

/** One kernel at one dilation, over a subset of the channels. */
export interface Convolution {
  readonly dilation: number;
  /** The heavy taps. */
  readonly taps: readonly [number, number, number];
  /** At least one. */
  readonly channels: readonly number[];
  /** True pads the ends with zeros; false drops them. */
  readonly padded: boolean;
  /** At least one. */
  readonly biases: Float32Array;
}

/** Size of a series: channel-major values. */
export interface SeriesSize {
  readonly channels: number;
  readonly steps: number;
}

/** Steps from the center of a kernel to its last tap at the longest dilation. */
export function reachOf(steps: number): number {
  return (TAPS >> 1) * Math.floor((steps - 1) / (TAPS - 1));
}

/** The words, with the margins of their plan, that are in the memory which all plans of a thread share. */
let loaded: Int32Array | undefined;

/** A plan's arrays in that memory. */
interface PlanViews {
  /** They end when the memory grows and gets another buffer. */
  readonly buffer: ArrayBuffer;
  readonly padded: Float32Array;
  readonly wide: Float64Array;
  readonly features: Float32Array;
}

/** Convolutions as a list of addresses and biases, which `loops.transform` works off in one call. */
export class ConvolutionPlan {
  /** Features per series. */
  readonly size: number;
  private readonly dilations: readonly number[];
  private readonly reach: number;
  private readonly at: ReturnType<typeof addressesOf>;
  private readonly words: Int32Array;
  private lastViews: PlanViews | undefined;
  /** Address of the words in memory. */
  private readonly address: number;
  /** Address of the first word of each convolution, and that behind the last one. */
  private readonly starts: number[] = [];

  constructor(
    private readonly series: SeriesSize,
    private readonly convolutions: readonly Convolution[],
  ) {
    const { channels, steps } = series;
    this.size = POOLS * convolutions.reduce((sum, { biases }) => sum + biases.length, 0);
    this.dilations = [...new Set(convolutions.map(({ dilation }) => dilation))];
    this.reach = reachOf(steps);
    const padded = channels * (steps + 2 * this.reach);
    const sums = this.dilations.length * channels * steps;
    this.at = addressesOf({ padded, sums, output: steps, features: this.size });
    this.address = this.at.features + F32 * this.size;
    this.words = Int32Array.from(this.wordsOf(convolutions));
  }

  /** Writes the features of one series into `out` at `offset`. */
  transform(series: Float32Array, out: Float32Array, offset: number): void {
    if (this.size === 0) return;
    this.load(series, this.dilations);
    loops.transform(this.address, this.address + F32 * this.words.length, this.at.features);
    out.set(this.views().features, offset);
  }

  /** The output of one convolution for one series. */
  outputOf(index: number, series: Float32Array): Float32Array {
    const [start, end] = [this.starts[index], this.starts[index + 1]] as [number, number];
    this.load(
      series,
      this.convolutions.slice(index, index + 1).map(({ dilation }) => dilation),
    );
    loops.transform(start, end, this.at.features);
    const [from = 0, to = 0] = this.words.subarray((start - this.address) / F32);
    return valuesAt(from, (to - from) / F32).slice();
  }

  /** Copies the words, if they are not there, and the series to the memory and sums the taps of all channels at some dilations. */
  private load(series: Float32Array, dilations: readonly number[]): void {
    const { channels, steps } = this.series;
    const width = steps + 2 * this.reach;
    if (loaded !== this.words) wordsAt(this.address, this.words.length).set(this.words); // first, because the memory may grow
    const { padded, wide } = this.views();
    if (loaded !== this.words) {
      padded.fill(0);
      wide.fill(0);
      loaded = this.words;
    }
    for (let channel = 0, from = 0; channel < channels; channel++) {
      const end = channel * width + this.reach + steps;
      for (let to = end - steps; to < end; to++, from++) padded[to] = wide[to] = series[from] ?? 0;
    }
    for (const dilation of dilations)
      for (let channel = 0; channel < channels; channel++) {
        const sums = this.sumsOf(channel, dilation);
        const from = this.at.padded + F32 * this.firstTap(channel, dilation);
        loops.sumTaps(sums, sums + F64 * steps, from, F32 * dilation);
      }
  }

  private views(): PlanViews {
    if (this.lastViews?.buffer === loops.memory.buffer) return this.lastViews;
    const length = this.series.channels * (this.series.steps + 2 * this.reach);
    const [wide, padded] = [doublesAt(this.at.wide, length), valuesAt(this.at.padded, length)];
    const features = valuesAt(this.at.features, this.size);
    return (this.lastViews = { buffer: loops.memory.buffer, padded, wide, features });
  }

  private wordsOf(convolutions: readonly Convolution[]): number[] {
    const words: number[] = [];
    const here = (): number => this.address + F32 * words.length;
    for (const { dilation, taps, channels, padded, biases } of convolutions) {
      this.starts.push(here());
      const margin = padded ? 0 : (TAPS >> 1) * dilation;
      const afterChannels = here() + F32 * (4 + 4 * channels.length);
      words.push(
        this.at.output + F32 * margin,
        this.at.output + F32 * (this.series.steps - margin),
        afterChannels,
        afterChannels + F32 * biases.length,
      );
      for (const channel of channels) {
        const first = this.firstTap(channel, dilation) + margin;
        const sums = this.sumsOf(channel, dilation) + F64 * margin;
        words.push(sums, ...taps.map((tap) => this.at.wide + F64 * (first + tap * dilation)));
      }
      words.push(...new Int32Array(biases.buffer, biases.byteOffset, biases.length));
    }
    this.starts.push(here());
    return words;
  }

  /** Address of minus the sum of all nine taps, for each step: shared by all kernels of one dilation. */
  private sumsOf(channel: number, dilation: number): number {
    const { channels, steps } = this.series;
    return this.at.sums + F64 * (this.dilations.indexOf(dilation) * channels + channel) * steps;
  }

  /** Place of the value that the first tap of a kernel reads for the first step. */
  private firstTap(channel: number, dilation: number): number {
    const half = (TAPS >> 1) * dilation;
    return channel * (this.series.steps + 2 * this.reach) + this.reach - half;
  }
}
