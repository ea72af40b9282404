import type { Signal } from '@wandcast/gesture';
import { loadStarter, parseEnginePreference } from '@wandcast/recognition';
import { loadModel, startEngine } from '@wandcast/recognition/tensorflow';

/** The starter model's network on this thread: probabilities of its spells, a row a signal. */
export interface Network {
  readonly spells: readonly string[];
  predict(signals: readonly Signal[]): number[][];
}

/**
 * The network that our server starts with, for the two servers that it is compared to. On their event loop: the floor
 * has it there because a hop to a worker costs, the naive build because it knows no better.
 */
export async function loadNetwork(): Promise<Network> {
  await startEngine(parseEnginePreference(process.env['TF_ENGINE']));
  const artifact = await loadStarter();
  const model = await loadModel(artifact);
  return { spells: artifact.card.spells, predict: (signals) => model.predict(signals) };
}
