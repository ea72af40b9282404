import { parentPort, workerData } from 'node:worker_threads';
import { startEngine } from './engine.js';
import { sentError } from './sent-error.js';
import { unpackSignals } from './signal-pack.js';
import { train } from './train.js';
import type { FromTrainWorker, ToTrainWorker, WorkerStart } from './worker-protocol.js';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker');
const post = (message: FromTrainWorker, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

async function work({ signals, labels, users, options }: ToTrainWorker): Promise<void> {
  const casts = unpackSignals(signals).map((signal, i) => ({ signal, label: labels[i] ?? '', user: users[i] ?? '' }));
  const artefact = await train(casts, options, {
    onProgress: (progress) => {
      post({ kind: 'progressed', progress });
    },
  });
  post({ kind: 'trained', artefact }, [artefact.weights.buffer as ArrayBuffer]);
}

function fail(error: unknown): void {
  post({ kind: 'failed', error: sentError(error) });
}

try {
  const { name, reason } = await startEngine((workerData as WorkerStart).engine);
  port.once('message', (job: ToTrainWorker) => void work(job).catch(fail));
  post({ kind: 'started', engine: name, reason });
} catch (error) {
  fail(error);
}
