import type { Signal } from '@wandcast/gesture';
import { spreadsOf, viewRow } from '../adapter/shared-view.js';
import { unpackParts, type Artifact, type ModelCard } from '../artifact/artifact.js';
import { calibrate } from '../evaluation/calibration.js';
import { restoreLive } from '../live/live-recognizer.js';
import { ModelError } from '../artifact/model-error.js';
import { featuredPredictions, type Recognizer } from '../recognizer/recognizer.js';
import { recognizers } from './recognizer-registry.js';

/** A model in memory: signals in, probabilities out. */
export interface Model {
  readonly card: ModelCard;
  /**
   * Calibrated probabilities of whole casts: one row per signal, in the order of the card's spells. The rest to 1 is
   * the probability that the cast is none of the spells.
   */
  predict(signals: readonly Signal[]): number[][];
  /** Probabilities of casts in progress, given that they become a spell: one row per signal; rows sum to 1. */
  predictLive(signals: readonly Signal[]): number[][];
  /** Features of whole casts, to compare casts with each other: PROJECTED_SIZE values per signal. */
  features(signals: readonly Signal[]): number[][];
  /** All that a personal adapter needs of whole casts: one row per signal, for `sharedView`; empty if the model cannot adapt. */
  personal(signals: readonly Signal[]): number[][];
  /** Frees tensors. */
  dispose(): void;
}

/**
 * Loads an artifact into the running engine.
 * @throws ModelError if the artifact does not fit this build or is damaged
 */
export async function loadModel(artifact: Artifact): Promise<Model> {
  const { card } = artifact;
  const parts = unpackParts(artifact);
  const recognizer = (recognizers as Readonly<Record<string, Recognizer | undefined>>)[card.kind];
  if (recognizer === undefined) throw new ModelError('kind', `this build knows no models of kind "${card.kind}"`);
  const fitted = await recognizer.restore(parts, card.spells);
  const live = await restoreLive(parts, card.spells);
  const spreads = spreadsOf(parts);
  return {
    card,
    predict: (signals) =>
      fitted.predictRaw(signals).map((one) => calibrate(one.probabilities, one.evidence, card.temperature)),
    predictLive: (signals) =>
      live?.probabilities(signals) ?? fitted.predictRaw(signals).map(({ probabilities }) => [...probabilities]),
    features: (signals) => fitted.features(signals).map((row) => Array.from(row)),
    personal(signals) {
      if (spreads === undefined) return signals.map(() => []);
      return featuredPredictions(fitted, signals).map((one, i) =>
        viewRow(one, card.temperature, signals[i]?.rotation ? spreads.all : spreads.withoutRotation),
      );
    },
    dispose() {
      fitted.dispose();
      live?.dispose();
    },
  };
}
