import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { signalOf } from '@wandcast/gesture';
import {
  FailureError,
  MODEL_TRIES_PER_10_S,
  bytesToWords,
  checkTimes,
  wordsPerSample,
  type FromConsole,
} from '@wandcast/protocol';
import { Predictor } from '@wandcast/recognition';
import { ServerConfig } from '../platform/config/server-config.js';
import { KeyedRateLimiter } from '../platform/limits/keyed-rate-limiter.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import type { StoredModel } from './models.repository.js';

/** The worker stops after this long without a trial, ms: it holds about 50 MB. */
const IDLE_MS = 20_000;

/** Loading a model takes about a second of a core; its thread gets a quarter of one that others need as well. */
const NICER = 5;

/** Longest time for loading a model and predicting, ms; pages wait for 15 s. On an idle machine a second is enough. */
const TRIAL_MS = 12_000;

/** A movement that is tried. */
type Movement = Omit<FromConsole<'model:try'>, 'modelId'>;

/**
 * Predicts movements with any model, in a worker of its own, so that the room's casts never wait for it. One model is
 * loaded at a time. Nothing is stored.
 */
@Injectable()
export class ModelTrials implements OnApplicationShutdown {
  private readonly limiter = new KeyedRateLimiter(MODEL_TRIES_PER_10_S, 10_000);
  /** One trial at a time, because another one may load another model. */
  private readonly trials = new SerialQueue();
  private predictor: Promise<Predictor> | undefined;
  private loadedId: string | undefined;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(private readonly config: ServerConfig) {}

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /**
   * @param memberId who tries it, for the rate limit  @param load reads the model if it is not loaded
   * @returns one probability per spell of the model, rounded to 0.01%
   * @throws FailureError `model-tries-limited`, `model-try-failed`, `batch-malformed`, `count-mismatch`,
   *   `time-backwards`, `cast-too-long`; ModelError; the error of `load`
   */
  async predict(
    memberId: string,
    modelId: string,
    load: () => Promise<StoredModel>,
    { channels, count, samples }: Movement,
  ): Promise<number[]> {
    if (samples.byteLength !== 2 * count * wordsPerSample(channels)) throw new FailureError('count-mismatch');
    const packed = { channels, count, words: bytesToWords(samples) };
    checkTimes(packed, -1);
    if (!this.limiter.allows(memberId, performance.now())) throw new FailureError('model-tries-limited');
    return this.trials.run(async () => {
      clearTimeout(this.idleTimer);
      try {
        const predictor = await this.start();
        return await this.inTime(async () => {
          if (this.loadedId !== modelId) {
            this.loadedId = undefined;
            await predictor.load((await load()).artifact);
            this.loadedId = modelId;
          }
          const [row = []] = await predictor.predict([signalOf(packed)], 'whole');
          return row.map((probability) => Math.round(probability * 10_000) / 10_000);
        });
      } finally {
        this.idleTimer = setTimeout(() => void this.stop(), IDLE_MS).unref();
      }
    });
  }

  /** Stops the worker if it takes too long, because later trials would wait for it. */
  private async inTime<T>(task: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new FailureError('model-try-failed'));
        void this.stop();
      }, TRIAL_MS);
    });
    try {
      return await Promise.race([task(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private start(): Promise<Predictor> {
    this.predictor ??= Predictor.start({ engine: this.config.engine, nicer: NICER }).catch((error: unknown) => {
      this.predictor = undefined; // retried by the next trial
      throw error;
    });
    return this.predictor;
  }

  private async stop(): Promise<void> {
    clearTimeout(this.idleTimer);
    const { predictor } = this;
    [this.predictor, this.loadedId] = [undefined, undefined];
    await (await predictor?.catch(() => undefined))?.stop();
  }
}
