import { type Random } from '@wandcast/gesture';
import type { JsonObject } from '../artifact/artifact.js';
import { ModelError } from '../artifact/model-error.js';
import { MAX_STEPS, POOLS, TAPS } from './convolution-loops.js';
import { ConvolutionPlan, reachOf, type Convolution, type SeriesSize } from './convolution-plan.js';

/** All choices of the three heavy taps: 84 kernels. */
const KERNELS: readonly (readonly [number, number, number])[] = heavyTaps();
/** Most channels of a stored model; those of today have 9 at most. */
const MAX_CHANNELS = 64;
/** Most dilations between 1 and the longest that fits. */
const MAX_DILATIONS = 32;

const GOLDEN_RATIO = (Math.sqrt(5) + 1) / 2;

/**
 * Random convolution features of multivariate series: the kernels of MiniRocket (Dempster, Schmidt and Webb, 2021) with
 * the four pooling operators of MultiRocket (Tan et al., 2022). Each convolution and bias yields the share of values
 * above the bias, their mean excess, their mean position and their longest run. Only the biases are fitted, as
 * quantiles of convolutions of training series, so fitting takes milliseconds; a linear head does the classification.
 */
export class RocketKernels {
  private constructor(
    private readonly channels: number,
    private readonly steps: number,
    private readonly convolutions: readonly Convolution[],
    private readonly plan = new ConvolutionPlan({ channels, steps }, convolutions),
  ) {}

  /** Features per series. */
  get size(): number {
    return this.plan.size;
  }

  /**
   * Draws the kernels.
   * @param series channels x steps each, channel-major; the biases are drawn from them
   * @param features number of features wanted; rounded down to whole kernels
   * @throws RangeError if a series has more than MAX_STEPS steps
   */
  static fit(
    series: readonly Float32Array[],
    { channels, steps, features }: { channels: number; steps: number; features: number },
    random: Random,
  ): RocketKernels {
    if (steps > MAX_STEPS) throw new RangeError(`series of ${steps} steps are too long`);
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
    drawBiases({ channels, steps }, drawn, series, random);
    return new RocketKernels(channels, steps, drawn);
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
        !subset.every((channel) => isIn(channel, 0, channels - 1)) ||
        subset.length === 0 ||
        biases.length === 0
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
    this.plan.transform(series, out, offset);
  }
}

/** Biases of each convolution: quantiles of its output for one random series, spread by the golden ratio. */
function drawBiases(
  size: SeriesSize,
  convolutions: readonly Convolution[],
  series: readonly Float32Array[],
  random: Random,
): void {
  const plan = new ConvolutionPlan(size, convolutions);
  let drawn = 0;
  for (const [index, { biases }] of convolutions.entries()) {
    const one = series[Math.floor(random() * series.length)] ?? new Float32Array(size.channels * size.steps);
    const sorted = plan.outputOf(index, one).sort();
    for (let i = 0; i < biases.length; i++) {
      const position = ((++drawn * GOLDEN_RATIO) % 1) * (sorted.length - 1);
      const below = Math.floor(position);
      const [low, high] = [sorted[below] ?? 0, sorted[below + 1] ?? sorted[below] ?? 0];
      biases[i] = low + (high - low) * (position - below);
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
