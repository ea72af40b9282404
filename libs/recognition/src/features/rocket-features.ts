import { STEPS, leveled, movementOf, type Movement, type Random, type Signal } from '@wandcast/gesture';
import type { JsonObject } from '../artifact/artifact.js';
import { blocksOf, joinBlocks, type Blocks } from './movement-features.js';
import { spectrumBlocksOf, SPECTRUM_BLOCK, type SpectrumBlocks } from './spectrum-features.js';
import { ModelError } from '../artifact/model-error.js';
import { RocketKernels } from './rocket-kernels.js';

/**
 * Input blocks per view, chosen on held-out people. `held` skips leveling, for simulated people, who hold their phones at
 * every pitch.
 */
const views = {
  path: { level: true, blocks: ({ a, v, p }: Blocks) => [a, v, p] },
  push: { level: true, blocks: ({ a, d, v }: Blocks) => [a, d, v] },
  turn: { level: true, blocks: ({ r, q }: Blocks) => [r, q] },
  held: { level: false, blocks: ({ a, v, p }: Blocks) => [a, v, p] },
} as const;

/** Views without phase, for movements that begin anywhere in a cycle: kernels run along the frequencies. */
const spectrumViews = {
  cycles: ({ a, v }: SpectrumBlocks) => [a, v],
  turnCycles: ({ r }: SpectrumBlocks) => [r],
} as const;

/** Name of a view; stored in artifacts. */
export type View = keyof typeof views | keyof typeof spectrumViews;

/** Whether a view reads the spectra of a movement. */
export function isOfSpectrum(view: View): view is keyof typeof spectrumViews {
  return view in spectrumViews;
}

/** Whether a view reads the rotation rate. */
export function readsRotation(view: View): boolean {
  return view === 'turn' || view === 'turnCycles';
}

/** The random convolution features of one view. */
export class ViewFeatures {
  private constructor(
    readonly view: View,
    private readonly kernels: RocketKernels,
  ) {}

  /**
   * Draws kernels whose biases come from `movements`.
   * @param features number of features wanted
   */
  static fit(view: View, movements: readonly Movement[], features: number, random: Random): ViewFeatures {
    const series = movements.map((movement) => new ViewInput(movement).seriesOf(view));
    const channels = (series[0]?.length ?? 0) / STEPS;
    return new ViewFeatures(view, RocketKernels.fit(series, { channels, steps: STEPS, features }, random));
  }

  /**
   * Restores the result of `save`.
   * @throws ModelError `damaged`
   */
  static restore({ view, kernels }: JsonObject): ViewFeatures {
    if (typeof view !== 'string' || !(view in views || view in spectrumViews))
      throw new ModelError('damaged', 'kernels of no known view');
    return new ViewFeatures(view as View, RocketKernels.restore(kernels as JsonObject));
  }

  /** Kernels as JSON, for {@link ViewFeatures.restore}. */
  save(): JsonObject {
    return { view: this.view, kernels: this.kernels.save() };
  }

  /** Number of features. */
  get size(): number {
    return this.kernels.size;
  }

  /** Writes the features of one movement into `out` at `offset`. */
  transform(movement: Movement, out: Float32Array, offset: number): void {
    this.transformInput(new ViewInput(movement), out, offset);
  }

  /** Like {@link transform}, with the blocks that several views share. */
  transformInput(input: ViewInput, out: Float32Array, offset: number): void {
    this.kernels.transform(input.seriesOf(this.view), out, offset);
  }
}

/** True if the signal has the sensors that these views read. */
export function canRead(list: readonly ViewFeatures[], { rotation }: Signal): boolean {
  return rotation !== undefined || !list.some(({ view }) => readsRotation(view));
}

/** Signals whose features {@link featureRows} may compute at once: bounds its memory to some MB. */
export const SIGNALS_AT_ONCE = 64;
/** The memory of {@link featureRows}. */
let rows = new Float32Array();

/**
 * Features of each signal in several views, concatenated.
 * @param signals at most SIGNALS_AT_ONCE
 * @returns signals x features, overwritten by the next call: rows of their own would be most of what a prediction
 *   allocates
 */
export function featureRows(list: readonly ViewFeatures[], signals: readonly Signal[]): Float32Array {
  if (signals.length > SIGNALS_AT_ONCE) throw new RangeError(`${signals.length} signals are too many for one pass`);
  const size = list.reduce((sum, view) => sum + view.size, 0);
  const spectra = list.some(({ view }) => isOfSpectrum(view));
  if (rows.length < signals.length * size) rows = new Float32Array(signals.length * size);
  const inputs: ViewInput[] = [];
  for (const signal of signals) inputs.push(new ViewInput(movementOf(signal, { spectra })));
  let offset = 0;
  for (const view of list) {
    // View by view, so that each loads its kernels once.
    for (const [i, input] of inputs.entries()) view.transformInput(input, rows, i * size + offset);
    offset += view.size;
  }
  return rows.subarray(0, signals.length * size);
}

/** What views read of one movement; blocks that several of them read are computed once. */
class ViewInput {
  private leveled: Blocks | undefined;
  private held: Blocks | undefined;
  private spectrum: SpectrumBlocks | undefined;

  constructor(private readonly movement: Movement) {}

  /** Channels x STEPS, channel-major. */
  seriesOf(view: View): Float32Array {
    if (isOfSpectrum(view))
      return joinBlocks(spectrumViews[view]((this.spectrum ??= spectrumBlocksOf(this.movement))), SPECTRUM_BLOCK);
    const { level, blocks } = views[view];
    if (level) return joinBlocks(blocks((this.leveled ??= blocksOf(leveled(this.movement)))));
    return joinBlocks(blocks((this.held ??= blocksOf(this.movement))));
  }
}
