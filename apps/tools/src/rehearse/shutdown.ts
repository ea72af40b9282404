import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` aborts. */
export async function sleepOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

export interface Shutdown {
  /** Aborts when nothing new may start; casts in progress are still finished. */
  readonly finishing: AbortSignal;
  /** Aborts when everything must be dropped at once. */
  readonly leaving: AbortSignal;
  /** Starts finishing. */
  finish(): void;
}

/** Leaves on Ctrl-C, on SIGTERM, or when the server that started this process disconnects. */
export function watchShutdown(): Shutdown {
  const [finishing, leaving] = [new AbortController(), new AbortController()];
  setMaxListeners(Infinity, finishing.signal, leaving.signal); // every wizard listens to both
  const leave = (): void => {
    finishing.abort();
    leaving.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  process.once('disconnect', leave);
  if ((process.connected as boolean | undefined) === false) leave(); // disconnected before the listener was added
  process.channel?.unref(); // the IPC channel alone must not keep this process running
  return { finishing: finishing.signal, leaving: leaving.signal, finish: () => { finishing.abort(); } }; // prettier-ignore
}
