import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Predictor } from '@wandcast/recognition';
import { ServerConfig } from '../platform/config/server-config.js';
import { FirstPredictor } from './first-predictor.js';
import { Log } from '../platform/logging/log.js';

/**
 * Starts the recognition worker of the first room; later rooms take it over. Workers stop after all rooms have closed
 * and the last cast is stored.
 */
@Injectable()
export class Predictors implements OnApplicationShutdown {
  private readonly started: Predictor[] = [];

  constructor(
    private readonly first: FirstPredictor,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  /** The first worker of the process at the first call, another one at each later call. */
  async start(): Promise<Predictor> {
    const predictor = await (this.first.take() ?? Predictor.start({ engine: this.config.engine }));
    this.started.push(predictor);
    this.log.info({ engine: predictor.engine, reason: predictor.engineReason }, 'recognition engine ready');
    return predictor;
  }

  /** The compute engine of the workers and why it was chosen. @throws Error before a worker is started */
  get engine(): Pick<Predictor, 'engine' | 'engineReason'> {
    const [first] = this.started;
    if (first === undefined) throw new Error('no predictor was started yet');
    return first;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.started.map((predictor) => predictor.stop()));
  }
}
