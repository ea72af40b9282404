import { type Random } from '@wandcast/gesture';
import type { JsonObject } from '../artifact/artifact.js';
import { ModelError } from '../artifact/model-error.js';
import { F32, TAPS, addressesOf, loops, valuesAt } from './convolution-loops.js';

/** All choices of the three heavy taps: 84 kernels. */
const KERNELS: readonly (readonly [number, number, number])[] = heavyTaps();
/** Pooled values per convolution and bias. */
const POOLS = 4;
/** Largest series of a stored model; those of today have 9 channels and 64 steps at most. */
const MAX_CHANNELS = 64;
const MAX_STEPS = 4096;
/** Most dilations between 1 and the longest that fits. */
const MAX_DILATIONS = 32;

const GOLDEN_RATIO = (Math.sqrt(5) + 1) / 2;

/** One kernel at one dilation, over a subset of the channels. */
interface Convolution {
  readonly dilation: number;
  readonly taps: readonly [number, number, number];
  readonly channels: readonly number[];
  /** True pads the ends with zeros; false drops them. */
  readonly padded: boolean;
  readonly biases: Float32Array;
}

/**
 * Random convolution features of multivariate series: the kernels of MiniRocket (Dempster, Schmidt and Webb, 2021) with
 * the four pooling operators of MultiRocket (Tan et al., 2022). Each convolution and bias yields the share of values
 * above the bias, their mean excess, their mean position and their longest run. Only the biases are fitted, as
 * quantiles of convolutions of training series, so fitting takes milliseconds; a linear head does the classification.
 */
export class RocketKernels {
  /** Features per series. */
  readonly size: number;
  private readonly reach: number;
  private readonly at: ReturnType<typeof addressesOf>;

  private constructor(
    private readonly channels: number,
    private readonly steps: number,
    private readonly convolutions: readonly Convolution[],
  ) {
    this.size = POOLS * convolutions.reduce((sum, { biases }) => sum + biases.length, 0);
    this.reach = reachOf(steps);
    const padded = channels * (steps + 2 * this.reach);
    this.at = addressesOf({ padded, sums: channels * steps, output: steps, features: this.size });
  }

  /**
   * Draws the kernels.
   * @param series channels x steps each, channel-major; the biases are drawn from them
   * @param features number of features wanted; rounded down to whole kernels
   */
  static fit(
    series: readonly Float32Array[],
    { channels, steps, features }: { channels: number; steps: number; features: number },
    random: Random,
  ): RocketKernels {
    const perKernel = Math.max(1, Math.floor(features / POOLS / KERNELS.length));
    const drawn = dilationsOf(steps, perKernel).flatMap(({ dilation, biases }, row) =>
      KERNELS.map((taps, kernel) => ({
        dilation,
        taps,
        channels: randomSubset(channels, random),
        padded: (row + kernel) % 2 === 1,
        biases: new Float32Array(biases),
      })),
    );
    const kernels = new RocketKernels(channels, steps, drawn);
    kernels.drawBiases(series, random);
    return kernels;
  }

  /**
   * Restores the result of `save`.
   * @throws ModelError `damaged`
   */
  static restore({ channels, steps, convolutions }: JsonObject): RocketKernels {
    if (!isIn(channels, 1, MAX_CHANNELS) || !isIn(steps, TAPS, MAX_STEPS) || !Array.isArray(convolutions))
      throw new ModelError('damaged', 'the kernels are not described');
    const read = (convolutions as unknown as SavedConvolution[]).map(([dilation, kernel, subset, padded, biases]) => {
      const taps = KERNELS[kernel];
      if (taps === undefined) throw new ModelError('damaged', `there is no kernel ${kernel}`);
      // The loops do not check where they read.
      if (
        !isIn(dilation, 1, reachOf(steps) / (TAPS >> 1)) ||
        !subset.every((channel) => isIn(channel, 0, channels - 1))
      )
        throw new ModelError('damaged', `kernel ${kernel} reads outside of the series`);
      return { dilation, taps, channels: subset, padded: padded === 1, biases: Float32Array.from(biases) };
    });
    return new RocketKernels(channels, steps, read);
  }

  /** Kernels as JSON, for {@link RocketKernels.restore}. */
  save(): JsonObject {
    const convolutions = this.convolutions.map(({ dilation, taps, channels, padded, biases }) => [
      dilation,
      KERNELS.indexOf(taps),
      channels,
      padded ? 1 : 0,
      Array.from(biases),
    ]);
    return { channels: this.channels, steps: this.steps, convolutions };
  }

  /** Writes the features of one series into `out` at `offset`. */
  transform(series: Float32Array, out: Float32Array, offset: number): void {
    const features = valuesAt(this.at.features, this.size); // before the others, because the memory may grow
    const output = this.load(series);
    let dilation = 0;
    let feature = this.at.features;
    for (const convolution of this.convolutions) {
      if (convolution.dilation !== dilation) this.sumTaps((dilation = convolution.dilation));
      this.convolve(convolution, output);
      const margin = convolution.padded ? 0 : (TAPS >> 1) * dilation;
      const [from, to] = [this.at.output + F32 * margin, this.at.output + F32 * (this.steps - margin)];
      for (const bias of convolution.biases) {
        loops.pool(from, to, bias, feature);
        feature += POOLS * F32;
      }
    }
    out.set(features, offset);
  }

  /** Copies the series to the memory. @returns the output of convolutions there, until other kernels are used */
  private load(series: Float32Array): Float32Array {
    const { channels, steps, reach } = this;
    const output = valuesAt(this.at.output, steps);
    const padded = valuesAt(this.at.padded, channels * (steps + 2 * reach)).fill(0);
    for (let channel = 0; channel < channels; channel++)
      padded.set(series.subarray(channel * steps, (channel + 1) * steps), channel * (steps + 2 * reach) + reach);
    return output;
  }

  /** Minus the sum of all nine taps, per channel: shared by all kernels of one dilation. */
  private sumTaps(dilation: number): void {
    for (let channel = 0; channel < this.channels; channel++) {
      const sums = this.at.sums + F32 * channel * this.steps;
      loops.sumTaps(sums, sums + F32 * this.steps, this.firstTap(channel, dilation), F32 * dilation);
    }
  }

  private convolve({ dilation, taps: [a, b, c], channels }: Convolution, output: Float32Array): void {
    output.fill(0);
    const end = this.at.output + F32 * this.steps;
    for (const channel of channels) {
      const first = this.firstTap(channel, dilation);
      const sums = this.at.sums + F32 * channel * this.steps;
      const distance = F32 * dilation;
      loops.addTaps(this.at.output, end, sums, first + a * distance, first + b * distance, first + c * distance);
    }
  }

  /** Address of the value that the first tap of a kernel reads for the first step. */
  private firstTap(channel: number, dilation: number): number {
    const half = (TAPS >> 1) * dilation;
    return this.at.padded + F32 * (channel * (this.steps + 2 * this.reach) + this.reach - half);
  }

  /** Biases of each convolution: quantiles of its output for one random series, spread by the golden ratio. */
  private drawBiases(series: readonly Float32Array[], random: Random): void {
    let drawn = 0;
    for (const convolution of this.convolutions) {
      const one = series[Math.floor(random() * series.length)] ?? new Float32Array(this.channels * this.steps);
      const output = this.load(one);
      this.sumTaps(convolution.dilation);
      this.convolve(convolution, output);
      const margin = convolution.padded ? 0 : (TAPS >> 1) * convolution.dilation;
      const sorted = output.slice(margin, this.steps - margin).sort();
      for (let i = 0; i < convolution.biases.length; i++) {
        const position = ((++drawn * GOLDEN_RATIO) % 1) * (sorted.length - 1);
        const below = Math.floor(position);
        const [low, high] = [sorted[below] ?? 0, sorted[below + 1] ?? sorted[below] ?? 0];
        convolution.biases[i] = low + (high - low) * (position - below);
      }
    }
  }
}

function isIn(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

type SavedConvolution = readonly [number, number, readonly number[], number, readonly number[]];

function heavyTaps(): [number, number, number][] {
  const all: [number, number, number][] = [];
  for (let a = 0; a < TAPS; a++)
    for (let b = a + 1; b < TAPS; b++) for (let c = b + 1; c < TAPS; c++) all.push([a, b, c]);
  return all;
}

/** Steps from the center of a kernel to its last tap at the longest dilation. */
function reachOf(steps: number): number {
  return (TAPS >> 1) * Math.floor((steps - 1) / (TAPS - 1));
}

/** Dilations, evenly spaced on a logarithmic scale, each with its share of `perKernel` biases. */
function dilationsOf(steps: number, perKernel: number): { dilation: number; biases: number }[] {
  const count = Math.min(perKernel, MAX_DILATIONS);
  const top = Math.log2((steps - 1) / (TAPS - 1));
  const times = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const dilation = Math.floor(2 ** ((top * i) / Math.max(1, count - 1)));
    times.set(dilation, (times.get(dilation) ?? 0) + 1);
  }
  const shares = [...times].map(([dilation, n]) => ({
    dilation,
    biases: Math.max(1, Math.floor((n * perKernel) / count)),
  }));
  let left = perKernel - shares.reduce((sum, { biases }) => sum + biases, 0);
  for (let i = 0; left > 0; i = (i + 1) % shares.length, left--) (shares[i] as { biases: number }).biases++;
  return shares;
}

/** A random subset of `count` channels, at least one; small subsets are more likely. */
function randomSubset(count: number, random: Random): number[] {
  const wanted = Math.min(count, Math.floor(2 ** (random() * Math.log2(count + 1))));
  const all = Array.from({ length: count }, (_, channel) => channel);
  for (let i = 0; i < wanted; i++) {
    const j = i + Math.floor(random() * (count - i));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all.slice(0, wanted);
}
