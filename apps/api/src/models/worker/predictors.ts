import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Predictor, loadStarter } from '@wandcast/recognition';
import { ServerConfig } from '../../platform/config/server-config.js';
import { FirstPredictor } from './first-predictor.js';
import { Log } from '../../platform/logging/log.js';
import { RoomModel } from './room-model.js';
import { SharedModels } from './shared-models.js';
import type { StoredCastPredictor } from './stored-cast-predictor.js';

/**
 * The recognition worker, which has the models of the open rooms. It stops after all rooms have closed and the last cast is
 * stored.
 */
@Injectable()
export class Predictors implements OnApplicationBootstrap, OnApplicationShutdown {
  private starting: Promise<SharedModels> | undefined;
  private running: Predictor | undefined;
  /** Who recognizes stored casts. */
  elsewhere: StoredCastPredictor | undefined;

  constructor(
    private readonly first: FirstPredictor,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  /**
   * Starts the worker, if no room has opened before: other nodes may serve all. Then it loads a model once, because the
   * first one takes longer, and everyone in a room that is taken over waits for it.
   * @throws EngineError
   */
  async onApplicationBootstrap(): Promise<void> {
    const models = await this.started();
    if (models.areUsed) return;
    loadStarter()
      .then((artifact) => models.warmUp(artifact))
      .catch((error: unknown) => {
        this.log.debug({ error: (error as Error).message }, 'could not warm up the recognition worker');
      });
  }

  /** A place for the model of a room. The first call starts the worker. @throws EngineError */
  async open(): Promise<RoomModel> {
    return new RoomModel(await this.started(), () => this.elsewhere);
  }

  /** The compute engine and why it was chosen. @throws Error before the worker is started */
  get engine(): Pick<Predictor, 'engine' | 'engineReason'> {
    if (this.running === undefined) throw new Error('no predictor was started yet');
    return this.running;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.running?.stop();
  }

  private started(): Promise<SharedModels> {
    return (this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined; // tried again by the next room
      throw error;
    }));
  }

  private async start(): Promise<SharedModels> {
    const predictor = await (this.first.take() ?? Predictor.start({ engine: this.config.engine }));
    this.running = predictor;
    this.log.info({ engine: predictor.engine, reason: predictor.engineReason }, 'recognition engine ready');
    return new SharedModels(predictor);
  }
}
