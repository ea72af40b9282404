import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { GRAVITY, type Signal } from '@wandcast/gesture';
import { startEngine } from '../engine/tensorflow-engine.js';
import { loadModel, type Model } from '../models/load-model.js';
import { ModelError } from '../artifact/model-error.js';
import { sentError } from './error-transfer.js';
import { unpackSignals } from './signal-transfer.js';
import { lowerThreadPriority } from './thread-priority.js';
import type { FromPredictWorker, ModelHead, ToPredictWorker, WorkerStart } from './worker-messages.js';

/**
 * Casts of one pass. Larger ones are hardly faster, and the WebAssembly engine never gives memory back: 256 at once take
 * 12 MB more.
 */
const CASTS_AT_ONCE = 32;
/** Batch sizes for warming up a new model: the first pass of a size takes up to 350 ms. */
const WARM_UP_BATCHES = [1, CASTS_AT_ONCE];
/** Samples of the warm-up casts. */
const WARM_UP_SAMPLES = 64;

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker');
const post = (message: FromPredictWorker, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

/** By slot. */
const models = new Map<number, Model>();

/** Loads and releases are made one at a time, in the order in which they are asked for. Predictions go in between. */
let changes: Promise<unknown> = Promise.resolve();

async function load({ id, slot, artifact }: Extract<ToPredictWorker, { kind: 'load' }>): Promise<void> {
  const next = await loadModel(artifact);
  await warmUp(next);
  models.get(slot)?.dispose();
  models.set(slot, next); // between two messages: the swap is atomic
  post({ kind: 'loaded', id, card: next.card });
}

/** Other models answer between its passes. Casts without rotation rate have networks of their own. */
async function warmUp(next: Model): Promise<void> {
  const zeros = new Float32Array(WARM_UP_SAMPLES);
  const still = { x: zeros, y: zeros, z: zeros };
  const linear: Signal = { t: zeros.map((_, i) => i * 10), linear: still };
  const full: Signal = { ...linear, gravity: { ...still, z: zeros.map(() => GRAVITY) }, rotation: still };
  for (const size of WARM_UP_BATCHES) {
    for (const signal of [linear, full]) {
      const signals = Array.from({ length: size }, () => signal);
      for (const head of ['whole', 'personal', 'live'] as const) {
        await nextTurn();
        rowsOf[head](next, signals);
      }
    }
  }
}

const rowsOf: Readonly<Record<ModelHead, (model: Model, signals: readonly Signal[]) => number[][]>> = {
  whole: (loaded, signals) => loaded.predict(signals),
  personal: (loaded, signals) => loaded.personal(signals),
  live: (loaded, signals) => loaded.predictLive(signals),
  features: (loaded, signals) => loaded.features(signals),
};

function release({ id, slot }: Extract<ToPredictWorker, { kind: 'release' }>): void {
  models.get(slot)?.dispose();
  models.delete(slot);
  post({ kind: 'released', id });
}

function predict({ id, slot, head, signals: packed }: Extract<ToPredictWorker, { kind: 'predict' }>): void {
  const model = models.get(slot);
  if (model === undefined) throw new ModelError('absent', 'no model was loaded');
  const signals = unpackSignals(packed);
  const rows: number[] = [];
  for (let i = 0; i < signals.length; i += CASTS_AT_ONCE)
    rows.push(...rowsOf[head](model, signals.slice(i, i + CASTS_AT_ONCE)).flat());
  const probabilities = Float32Array.from(rows);
  post({ kind: 'predicted', id, probabilities }, [probabilities.buffer]);
}

async function answer(message: ToPredictWorker): Promise<void> {
  try {
    if (message.kind === 'predict') {
      predict(message);
      return;
    }
    const change = changes.then(async () => {
      if (message.kind === 'load') await load(message);
      else release(message);
    });
    changes = change.catch(() => undefined);
    await change;
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
