import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after so many ms, or as soon as `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

export interface Ends {
  /** Begin nothing more, and wait for what is on its way. */
  readonly resting: AbortSignal;
  /** Drop what is in the air. */
  readonly leaving: AbortSignal;
  /** Time is up. */
  rest(): void;
}

/** How it ends: by the clock, by Ctrl-C, or with the server that sent the wizards in. */
export function heedEnds(): Ends {
  const [resting, leaving] = [new AbortController(), new AbortController()];
  setMaxListeners(Infinity, resting.signal, leaving.signal); // every wizard waits on both
  const leave = (): void => {
    resting.abort();
    leaving.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  process.once('disconnect', leave);
  if ((process.connected as boolean | undefined) === false) leave(); // it went while this was read
  process.channel?.unref(); // it only tells of the end: it keeps nobody here
  return { resting: resting.signal, leaving: leaving.signal, rest: () => { resting.abort(); } }; // prettier-ignore
}
