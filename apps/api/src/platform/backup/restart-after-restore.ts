import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus } from '../bus/bus.js';
import type { Log } from '../logging/log.js';

/** Pause before another attempt to start again, ms. */
const RETRY_MS = 1_000;

interface Served {
  readonly bus: Bus;
  close(): Promise<void>;
}

export interface Restartable<S extends Served> {
  readonly current: S;
  /** Ends it for good. */
  close(): Promise<void>;
}

/**
 * Starts something that works on the database, and starts it again whenever the database is restored from a backup, because
 * then everything in memory is of the replaced data.
 * @param start starts it the first time and again, after `ready`
 * @param ready waits until the database can be used
 */
export async function restartAfterRestore<S extends Served>(
  start: () => Promise<S>,
  ready: () => Promise<unknown>,
  log: Pick<Log, 'warn' | 'error' | 'info'>,
): Promise<Restartable<S>> {
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let current: S | undefined = await start();
  let last = current;
  let restarting = Promise.resolve();

  const restart = async (): Promise<void> => {
    if (current === undefined) return;
    log.warn({}, 'the database is being restored from a backup: starting again afterwards');
    await current.close();
    current = undefined;
    while (!isClosing())
      try {
        await ready();
        if (isClosing()) return;
        last = current = await start();
        watch(last);
        log.info({}, 'started again on the restored data');
        return;
      } catch (error) {
        log.error({ error: (error as Error).message }, 'cannot start again yet');
        await sleep(RETRY_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      }
  };
  const watch = ({ bus }: S): void => {
    bus.on('restoring', () => {
      if (!isClosing()) restarting = restarting.then(restart);
    });
  };
  watch(current);
  return {
    get current() {
      return last;
    },
    async close() {
      closing.abort();
      await restarting;
      await current?.close();
    },
  };
}
