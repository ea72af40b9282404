import type { Artifact, EnginePreference } from '@wandcast/recognition';
import { ignoreSignals } from '@wandcast/recognition/ignore-signals';

/** What the process is sent. */
export interface ModelFileJob {
  readonly bytes: Uint8Array;
  /** For the test that the model predicts. */
  readonly engine: EnginePreference;
}

/** What it answers: the model, or what is wrong with the file. */
export type ModelFileAnswer = { readonly artifact: Artifact } | { readonly detail: string | undefined };

/** Samples of the movement that a model is tested with, and numbers of movements at once. */
const SAMPLES = 32;
const BATCHES = [1, 64];

/** @throws Error if a model does not load, or one of its halves does not predict */
async function tryModel(artifact: Artifact, engine: EnginePreference): Promise<void> {
  const { loadModel, startEngine } = await import('@wandcast/recognition/tensorflow'); // most files are refused before
  await startEngine(engine);
  const model = await loadModel(artifact);
  const still = new Float32Array(SAMPLES);
  const signal = { t: still.map((_, i) => i * 16), linear: { x: still, y: still, z: still } };
  for (const count of BATCHES) {
    const signals = Array.from({ length: count }, () => signal);
    for (const [row = []] of [model.predict(signals), model.predictLive(signals)])
      if (row.length !== artifact.card.spells.length || !row.every(Number.isFinite))
        throw new Error(`it returns ${row.length} numbers`);
    if (!model.personal(signals).flat().every(Number.isFinite)) throw new Error('it cannot adapt to a person');
  }
}

async function read({ bytes, engine }: ModelFileJob): Promise<ModelFileAnswer> {
  const { FailureError } = await import('@wandcast/protocol');
  try {
    const { unpackModelFile } = await import('./model-file.js');
    const artifact = unpackModelFile(bytes);
    await tryModel(artifact, engine);
    return { artifact };
  } catch (error) {
    return { detail: error instanceof FailureError ? error.detail : (error as Error).message.slice(0, 300) };
  }
}

ignoreSignals(); // the server ends it; before the rest is loaded
process.once('disconnect', () => process.exit()); // the server has ended
process.once('message', (job: ModelFileJob) => {
  void read(job).then((answer) => process.send?.(answer, () => undefined)); // the server may be gone
});
