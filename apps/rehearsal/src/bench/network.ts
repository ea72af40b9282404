import type { Signal } from '@wandcast/gesture';
import { loadStarter, parseEnginePreference, type Artefact, type EnginePreference } from '@wandcast/recognition';

/** The starter model's network on this thread: probabilities of its spells, a row a signal. */
export interface Network {
  readonly spells: readonly string[];
  predict(signals: readonly Signal[]): number[][];
}

/**
 * What the library keeps behind its worker: a server must not have TensorFlow on its event loop, so its front door does
 * not offer it. The floor has it there because a hop to a worker costs, the naive build because it knows no better.
 */
interface InnerRooms {
  startEngine(preference: EnginePreference): Promise<unknown>;
  loadModel(artefact: Artefact): Promise<Pick<Network, 'predict'>>;
}

/** The network that our server starts with, warm, for the two servers that it is compared to. */
export async function loadNetwork(): Promise<Network> {
  const library = import.meta.resolve('@wandcast/recognition');
  const inner = async (file: string): Promise<InnerRooms> => (await import(new URL(file, library).href)) as InnerRooms;
  await (await inner('engine.js')).startEngine(parseEnginePreference(process.env['TF_ENGINE']));
  const artefact = await loadStarter();
  const model = await (await inner('model.js')).loadModel(artefact);
  return { spells: artefact.card.spells, predict: (signals) => model.predict(signals) };
}
