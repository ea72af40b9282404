import { Predictor, type EnginePreference } from '@wandcast/recognition';

/** The first recognition worker of a process, started before the app is loaded because both take a second. */
export class FirstPredictor {
  private starting: Promise<Predictor> | undefined;

  constructor(engine: EnginePreference) {
    this.starting = Predictor.start({ engine });
    this.starting.catch(() => undefined); // reported to the caller of `take`
  }

  /** Hands the worker over, once: later calls return undefined. @throws EngineError if the required engine is not available */
  take(): Promise<Predictor> | undefined {
    const { starting } = this;
    this.starting = undefined;
    return starting;
  }

  /** Stops the worker unless it was taken. */
  async stop(): Promise<void> {
    const predictor = await this.take()?.catch(() => undefined);
    await predictor?.stop();
  }
}
