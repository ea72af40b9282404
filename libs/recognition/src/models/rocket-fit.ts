import type { Signal } from '@wandcast/gesture';
import type { JsonObject, Part } from '../artifact/artifact.js';
import { ModelError } from '../artifact/model-error.js';
import { RandomProjection } from '../features/random-projection.js';
import { SIGNALS_AT_ONCE, ViewFeatures, featureRows } from '../features/rocket-features.js';
import type { OpenSetHead } from '../heads/open-set-head.js';
import { Network } from '../networks/network.js';
import type {
  FeaturedPrediction,
  FittedRecognizer,
  HeldOutPredictions,
  RawPrediction,
} from '../recognizer/recognizer.js';
import { predictByHead } from './predict-by-head.js';

/** Name of a head in stored artifacts: older models have it. */
const partName = (head: number): string => `answerer-${head}`;

/** The fitted heads of a rocket recognizer. */
export class RocketFit implements FittedRecognizer {
  private readonly projections = new Map<OpenSetHead, RandomProjection>();

  /** @param heads best first: a cast goes to the first head whose sensors it has; the last one takes the rest */
  constructor(
    private readonly heads: readonly OpenSetHead[],
    private readonly spells: number,
    readonly heldOut: HeldOutPredictions | undefined,
    readonly leaveGroupsOut: FittedRecognizer['leaveGroupsOut'],
  ) {}

  predictRaw(signals: readonly Signal[]): RawPrediction[] {
    return predictByHead(this.heads, this.spells, signals, (prediction) => prediction);
  }

  predictWithFeatures(signals: readonly Signal[]): FeaturedPrediction[] {
    return predictByHead(this.heads, this.spells, signals, (prediction, row, head) => ({
      ...prediction,
      features: this.projectionOf(head).project(row),
    }));
  }

  /** Weighted by how strongly the last head reads them: it takes every cast, so all are comparable. */
  features(signals: readonly Signal[]): Float32Array[] {
    const head = this.heads.at(-1);
    if (head === undefined) return [];
    const projection = this.projectionOf(head);
    const features: Float32Array[] = [];
    for (let first = 0; first < signals.length; first += SIGNALS_AT_ONCE) {
      const rows = featureRows(head.features, signals.slice(first, first + SIGNALS_AT_ONCE));
      for (let at = 0; at < rows.length; at += projection.size)
        features.push(projection.project(rows.subarray(at, at + projection.size)));
    }
    return features;
  }

  private projectionOf(head: OpenSetHead): RandomProjection {
    const projection = this.projections.get(head) ?? new RandomProjection(head.layer.inputNorms());
    this.projections.set(head, projection);
    return projection;
  }

  async save(): Promise<Part[]> {
    return Promise.all(
      this.heads.map(async ({ features, layer, odds }, i) => {
        const part = await layer.save(partName(i), { half: true });
        const views = features.map((one) => one.save());
        return { ...part, settings: { ...part.settings, views, odds } };
      }),
    );
  }

  dispose(): void {
    for (const { layer } of this.heads) layer.dispose();
  }
}

/** Restores the heads that were saved. @throws ModelError */
export async function restoreRocket(parts: readonly Part[], spells: readonly string[]): Promise<FittedRecognizer> {
  const heads: OpenSetHead[] = [];
  for (let i = 0; ; i++) {
    const part = parts.find(({ name }) => name === partName(i));
    if (part === undefined) break;
    const { views, odds } = part.settings;
    if (!Array.isArray(views)) throw new ModelError('damaged', 'a linear head has no kernels');
    if (typeof odds !== 'number') throw new ModelError('damaged', 'a linear head has no weight of its odds');
    heads.push({
      features: (views as JsonObject[]).map((saved) => ViewFeatures.restore(saved)),
      layer: await Network.restore(part),
      odds,
    });
  }
  if (heads.length === 0) throw new ModelError('damaged', 'the model has no linear head');
  return new RocketFit(heads, spells.length, undefined, undefined);
}
