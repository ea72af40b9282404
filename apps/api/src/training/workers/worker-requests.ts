import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  TrainingProcessError,
  sentError,
  spareProcess,
  type EnginePreference,
  type JobProcess,
  type ToTrainProcess,
} from '@wandcast/recognition';
import type { Logger } from 'pino';
import { version } from '../../platform/config/version.js';
import { frameOf, readFrames } from './message-frames.js';
import {
  VERSION_HEADER,
  predictionPath,
  trainingPath,
  type FromWorker,
  type PredictionRequest,
} from './worker-messages.js';
import type { WorkerPredictions } from './worker-predictions.js';

/** Interval of signs of life, ms. */
const ALIVE_MS = 1_000;

/** How long a training waits for the processes of another one to end, ms. */
const ENDING_MS = 3_000;

/** What a worker needs to know of itself. */
export interface WorkerState {
  readonly id: string;
  readonly engine: EnginePreference;
  /** Most memory of each process, MB. */
  readonly memoryMb: number;
  readonly predictions: WorkerPredictions;
  /** Why it gets no trainings now; undefined if it does. */
  fault(): string | undefined;
}

/** Answers the servers of the database, and health checks. Its trainings are processes, one training at a time. */
export function workerRequests(worker: WorkerState, log: Logger): RequestListener {
  const path = trainingPath(worker.id, '');
  /** The processes of each training. */
  const running = new Map<string, Set<Promise<void>>>();

  async function start(trainingId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const others = [...running].filter(([id]) => id !== trainingId).flatMap(([, processes]) => [...processes]);
    // One that was canceled just now ends in a moment.
    const isFree = await Promise.race([Promise.all(others).then(() => true), sleep(ENDING_MS, false, { ref: false })]);
    if (response.destroyed) return;
    if (!isFree || [...running.keys()].some((id) => id !== trainingId)) {
      answer(response, 503, { code: 'busy' });
      return;
    }
    log.info({ training: trainingId }, 'a process of a training starts');
    const process = train(request, response, worker);
    const processes = running.get(trainingId) ?? new Set();
    running.set(trainingId, processes.add(process));
    await process;
    processes.delete(process);
    if (processes.size === 0) running.delete(trainingId);
  }

  return (request, response) => {
    const { method, url = '' } = request;
    if (method === 'GET' && url === '/health') {
      const fault = worker.fault() ?? null;
      answer(response, fault === null ? 200 : 503, { ok: fault === null, role: 'worker', fault });
      return;
    }
    const trainingId = url.startsWith(path) ? url.slice(path.length) : '';
    const isPrediction = url === predictionPath(worker.id);
    if (method !== 'POST' || (trainingId === '' && !isPrediction)) answer(response, 404, { code: 'unknown' });
    else if (request.headers[VERSION_HEADER] !== version) answer(response, 409, { code: 'other-version', version });
    else if (isPrediction) void recognize(request, response, worker, log);
    else void start(trainingId, request, response);
  };
}

/** Recognizes the casts of a request. Never rejects. */
async function recognize(
  request: IncomingMessage,
  response: ServerResponse,
  { predictions }: WorkerState,
  log: Logger,
): Promise<void> {
  try {
    for await (const asked of readFrames(request)) {
      const rows = await predictions.predict(asked as PredictionRequest);
      if (rows === undefined) answer(response, 404, { code: 'model-unknown' });
      else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(frameOf(rows));
      return;
    }
    answer(response, 400, { code: 'empty' });
  } catch (error) {
    const { message } = error as Error;
    log.warn({ error: message }, 'could not recognize stored casts');
    if (!response.headersSent) answer(response, 500, { code: 'failed', detail: message });
  }
}

/**
 * Passes messages on between a server and a process. Ends the process when the server has left or gone. Never rejects.
 */
async function train(request: IncomingMessage, response: ServerResponse, worker: WorkerState): Promise<void> {
  const tell = (message: FromWorker): void => {
    if (!response.destroyed && !response.writableEnded) response.write(frameOf(message));
  };
  const end = (error: unknown): void => {
    tell(
      error instanceof TrainingProcessError
        ? { kind: 'ended', how: error.message }
        : { kind: 'failed', error: sentError(error) },
    );
    response.end();
  };
  const left = once(response, 'close').then(() => {
    throw new Error('its server has left');
  });
  left.catch(() => undefined); // it may leave before it is waited for
  const alive = setInterval(tell, ALIVE_MS, { kind: 'alive' } satisfies FromWorker);
  let child: ReturnType<typeof spareProcess> | undefined;
  try {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).flushHeaders();
    child = spareProcess(worker.engine).limit(worker.memoryMb);
    await Promise.race([child.started, child.ended, left]);
    child.onMessage(tell);
    tell({ kind: 'ready' });
    const sent = sendAll(request, child);
    sent.catch(() => undefined); // the end of its process may come first
    await Promise.race([sent, child.ended, left]);
    await Promise.race([child.ended, left]);
  } catch (error) {
    end(error);
  } finally {
    clearInterval(alive);
    await child?.terminate();
  }
}

async function sendAll(request: IncomingMessage, child: JobProcess): Promise<void> {
  for await (const message of readFrames(request)) await child.send(message as ToTrainProcess);
}

function answer(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
