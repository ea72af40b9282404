import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Predictor } from '@wandcast/recognition';
import { ServerConfig } from '../platform/config/server-config.js';
import { Log } from '../platform/logging/log.js';

/** The workers that recognize casts: one a room. They end after every room, when the last cast is stored. */
@Injectable()
export class Predictors implements OnApplicationShutdown {
  private readonly started: Predictor[] = [];

  constructor(
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  async start(): Promise<Predictor> {
    const predictor = await Predictor.start({ engine: this.config.engine });
    this.started.push(predictor);
    this.log.info({ engine: predictor.engine, reason: predictor.engineReason }, 'recognition engine ready');
    return predictor;
  }

  /** What the workers compute with, and why that. @throws Error before one was started */
  get engine(): Pick<Predictor, 'engine' | 'engineReason'> {
    const [first] = this.started;
    if (first === undefined) throw new Error('no predictor was started yet');
    return first;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.started.map((predictor) => predictor.stop()));
  }
}
