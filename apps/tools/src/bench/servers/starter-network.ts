import type { Signal } from '@wandcast/gesture';
import { loadStarter, parseEnginePreference } from '@wandcast/recognition';
import { loadModel, startEngine } from '@wandcast/recognition/tensorflow';

/** The starter model, predicting on the calling thread. */
export interface Network {
  readonly spells: readonly string[];
  /** Probabilities of the spells, one row per signal. */
  predict(signals: readonly Signal[]): number[][];
}

/**
 * Loads the starter model for the floor and the naive server. Both predict on their event loop: the floor to avoid the
 * cost of a worker, the naive server because a first draft would.
 */
export async function loadNetwork(): Promise<Network> {
  await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
  const artifact = await loadStarter();
  const model = await loadModel(artifact);
  return { spells: artifact.card.spells, predict: (signals) => model.predict(signals) };
}
