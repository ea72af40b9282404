import { STEPS, leveled, movementOf, type Movement, type Random, type Signal } from '@wandcast/gesture';
import type { JsonObject } from '../artifact/artifact.js';
import { blocksOf, seriesOf, type Blocks } from './movement-features.js';
import { ModelError } from '../artifact/model-error.js';
import { RocketKernels } from './rocket-kernels.js';

/** What kernels look at, chosen on held-out people. `held` is not turned to one pitch: for simulated people, who hold their phones at every pitch. */
const views = {
  path: { level: true, blocks: ({ a, v, p }: Blocks) => [a, v, p] },
  push: { level: true, blocks: ({ a, d, v }: Blocks) => [a, d, v] },
  turn: { level: true, blocks: ({ r, q }: Blocks) => [r, q] },
  held: { level: false, blocks: ({ a, v, p }: Blocks) => [a, v, p] },
} as const;

export type View = keyof typeof views;

/** The kernels of one view: movements in, features out. */
export class ViewFeatures {
  private constructor(
    readonly view: View,
    private readonly kernels: RocketKernels,
  ) {}

  /** @param features how many are wanted */
  static fit(view: View, movements: readonly Movement[], features: number, random: Random): ViewFeatures {
    const series = movements.map((movement) => seriesIn(view, movement));
    const channels = (series[0]?.length ?? 0) / STEPS;
    return new ViewFeatures(view, RocketKernels.fit(series, { channels, steps: STEPS, features }, random));
  }

  /** What `save` gave. @throws ModelError */
  static restore({ view, kernels }: JsonObject): ViewFeatures {
    if (typeof view !== 'string' || !(view in views)) throw new ModelError('damaged', 'kernels of no known view');
    return new ViewFeatures(view as View, RocketKernels.restore(kernels as JsonObject));
  }

  save(): JsonObject {
    return { view: this.view, kernels: this.kernels.save() };
  }

  get size(): number {
    return this.kernels.size;
  }

  /** Writes the features of one movement at `offset`. */
  transform(movement: Movement, out: Float32Array, offset: number): void {
    this.kernels.transform(seriesIn(this.view, movement), out, offset);
  }
}

/** Whether a cast has the sensors that these views look at. */
export function isSeenBy(list: readonly View[], { rotation }: Signal): boolean {
  return rotation !== undefined || !list.includes('turn');
}

/** Features of signals in several views, one row a signal. */
export function featuresOf(list: readonly ViewFeatures[], signals: readonly Signal[]): Float32Array[] {
  const size = list.reduce((sum, view) => sum + view.size, 0);
  return signals.map((signal) => {
    const movement = movementOf(signal);
    const row = new Float32Array(size);
    let offset = 0;
    for (const view of list) {
      view.transform(movement, row, offset);
      offset += view.size;
    }
    return row;
  });
}

function seriesIn(view: View, movement: Movement): Float32Array {
  const { level, blocks } = views[view];
  return seriesOf(blocks(blocksOf(level ? leveled(movement) : movement)));
}
