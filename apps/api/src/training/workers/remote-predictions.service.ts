import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Signal } from '@wandcast/gesture';
import type { SharedModel } from '../../models/worker/shared-models.js';
import { Predictors } from '../../models/worker/predictors.js';
import type { StoredCastPredictor } from '../../models/worker/stored-cast-predictor.js';
import { version } from '../../platform/config/version.js';
import { Log } from '../../platform/logging/log.js';
import { frameOf, readFrames } from './message-frames.js';
import { TrainingWorkersRepository, type TrainingWorkerAddress } from './training-workers.repository.js';
import { VERSION_HEADER, predictionPath, type PredictionRequest } from './worker-messages.js';

/** How long a list of workers is used, ms. */
const LISTED_MS = 2_000;

/** How long the server recognizes stored casts itself after a worker did not, ms. */
const REST_MS = 10_000;

/** How long a worker may take for some casts, and to load a model before, ms. */
const ANSWER_MS = 10_000;

/** Lets workers recognize stored casts, so that servers have their processors for live ones. */
@Injectable()
export class RemotePredictions implements StoredCastPredictor, OnModuleInit {
  private listed: { readonly workers: readonly TrainingWorkerAddress[]; readonly at: number } | undefined;
  private restsUntil = 0;

  constructor(
    private readonly workers: TrainingWorkersRepository,
    private readonly predictors: Predictors,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.predictors.elsewhere = this;
  }

  async predict(
    { id, artifact }: Pick<SharedModel, 'id' | 'artifact'>,
    signals: readonly Signal[],
  ): Promise<number[][] | undefined> {
    if (performance.now() < this.restsUntil) return undefined;
    const worker = await this.workerFor(id);
    if (worker === undefined) return undefined;
    try {
      const rows = await ask(worker, { modelId: id, signals });
      return rows ?? (await ask(worker, { modelId: id, artifact, signals }));
    } catch (error) {
      this.restsUntil = performance.now() + REST_MS;
      this.listed = undefined;
      const { message } = error as Error;
      this.log.warn({ worker: worker.url, error: message }, 'a worker does not recognize casts: the server does it');
      return undefined;
    }
  }

  /** The same one for each model, so that it is loaded once. */
  private async workerFor(modelId: string): Promise<TrainingWorkerAddress | undefined> {
    const now = performance.now();
    if (this.listed === undefined || now - this.listed.at > LISTED_MS) {
      const workers = await this.workers.list().catch(() => []); // the database is away
      this.listed = { workers, at: now };
    }
    const { workers } = this.listed;
    return workers[parseInt(modelId.slice(-4), 16) % workers.length]; // ids end in random digits
  }
}

/** @returns undefined if the worker does not know the model  @throws Error if it does not answer */
async function ask(worker: TrainingWorkerAddress, request: PredictionRequest): Promise<number[][] | undefined> {
  const response = await fetch(new URL(predictionPath(worker.id), worker.url), {
    method: 'POST',
    headers: { [VERSION_HEADER]: version },
    body: new Uint8Array(frameOf(request)),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (response.status === 404 || response.body === null) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  for await (const rows of readFrames(buffersOf(response.body))) return rows as number[][];
  throw new Error('no answer');
}

async function* buffersOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
