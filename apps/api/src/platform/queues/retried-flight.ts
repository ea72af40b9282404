import { SingleFlight } from './single-flight.js';

/** After a failure, ms. */
const RETRY_MS = 2_000;

/**
 * A task that runs at most once at a time, once more if it was requested meanwhile, and again after a failure.
 * @param onFailure is told of the first of several failures  @param signal ends the retries  @returns requests a run
 */
export function retriedFlight(
  task: () => Promise<void>,
  onFailure: (error: unknown) => void,
  signal: AbortSignal,
): () => void {
  const run = (): void => {
    flight.run();
  };
  const flight = new SingleFlight(async () => {
    try {
      await task();
    } catch (error) {
      if (!signal.aborted) setTimeout(run, RETRY_MS).unref();
      throw error;
    }
  }, onFailure);
  return run;
}
