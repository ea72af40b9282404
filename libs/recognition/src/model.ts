import type { Signal } from '@wandcast/gesture';
import { unpackParts, type Artefact, type ModelCard } from './artefact.js';
import { tempered } from './calibration.js';
import { ModelError } from './model-error.js';
import type { Recogniser } from './recogniser.js';
import { recognisers } from './recognisers.js';

/** A model in memory: signals in, probabilities out. */
export interface Model {
  readonly card: ModelCard;
  /** Of whole casts: a row a signal, in the order of the card's spells, calibrated. */
  predict(signals: readonly Signal[]): number[][];
  /** Of casts in progress. */
  predictLive(signals: readonly Signal[]): number[][];
  /** Frees what garbage collection does not. */
  dispose(): void;
}

/** @throws ModelError where the artefact does not fit this build or is damaged */
export async function loadModel(artefact: Artefact): Promise<Model> {
  const { card } = artefact;
  const parts = unpackParts(artefact);
  const recogniser = (recognisers as Readonly<Record<string, Recogniser | undefined>>)[card.kind];
  if (recogniser === undefined) throw new ModelError('kind', `this build knows no models of kind "${card.kind}"`);
  const fitted = await recogniser.restore(parts, card.spells);
  return {
    card,
    predict: (signals) => fitted.probabilities(signals).map((row) => tempered(row, card.temperature)),
    predictLive: (signals) => fitted.liveProbabilities(signals),
    dispose() {
      fitted.dispose();
    },
  };
}
