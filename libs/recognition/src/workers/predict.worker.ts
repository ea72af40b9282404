import { parentPort, workerData } from 'node:worker_threads';
import type { Signal } from '@wandcast/gesture';
import { startEngine } from '../engine/tensorflow-engine.js';
import { loadModel, type Model } from '../models/load-model.js';
import { ModelError } from '../artifact/model-error.js';
import { sentError } from './error-transfer.js';
import { unpackSignals } from './signal-transfer.js';
import { lowerThreadPriority } from './thread-priority.js';
import type { FromPredictWorker, ModelHead, ToPredictWorker, WorkerStart } from './worker-messages.js';

/** Batch sizes for warming up a new model: the first pass of a size takes up to 350 ms. */
const WARM_UP_BATCHES = [1, 8, 64];
/** Samples of the warm-up cast. */
const WARM_UP_SAMPLES = 64;

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker');
const post = (message: FromPredictWorker, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

let model: Model | undefined;

async function load({ id, artifact }: Extract<ToPredictWorker, { kind: 'load' }>): Promise<void> {
  const next = await loadModel(artifact);
  warmUp(next);
  model?.dispose();
  model = next; // between two messages: the swap is atomic
  post({ kind: 'loaded', id, card: next.card });
}

function warmUp(next: Model): void {
  const zeros = new Float32Array(WARM_UP_SAMPLES);
  const signal = { t: zeros.map((_, i) => i * 10), linear: { x: zeros, y: zeros, z: zeros } };
  for (const size of WARM_UP_BATCHES) {
    const signals = Array.from({ length: size }, () => signal);
    next.predict(signals);
    next.personal(signals);
    next.predictLive(signals);
  }
}

const rowsOf: Readonly<Record<ModelHead, (model: Model, signals: readonly Signal[]) => number[][]>> = {
  whole: (loaded, signals) => loaded.predict(signals),
  personal: (loaded, signals) => loaded.personal(signals),
  live: (loaded, signals) => loaded.predictLive(signals),
  features: (loaded, signals) => loaded.features(signals),
};

function predict({ id, head, signals: packed }: Extract<ToPredictWorker, { kind: 'predict' }>): void {
  if (model === undefined) throw new ModelError('absent', 'no model was loaded');
  const signals = unpackSignals(packed);
  const rows = rowsOf[head](model, signals);
  const probabilities = Float32Array.from(rows.flat());
  post({ kind: 'predicted', id, probabilities }, [probabilities.buffer]);
}

async function answer(message: ToPredictWorker): Promise<void> {
  try {
    if (message.kind === 'load') await load(message);
    else predict(message);
  } catch (error) {
    post({ kind: 'refused', id: message.id, error: sentError(error) });
  }
}

async function start(): Promise<void> {
  try {
    const { engine, nicer } = workerData as WorkerStart;
    if (nicer !== undefined) lowerThreadPriority(nicer); // before the engine starts threads, which take it over
    const { name, reason } = await startEngine(engine);
    port?.on('message', (message: ToPredictWorker) => void answer(message));
    post({ kind: 'started', engine: name, reason });
  } catch (error) {
    post({ kind: 'failed', error: sentError(error) });
  }
}

void start();
