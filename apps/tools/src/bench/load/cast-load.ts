import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCast } from './bench-cast.js';

/** Each person starts one cast per period, ms, unless told otherwise. First casts are spread evenly: N people make N/6 casts a second. */
export const PERIOD_MS = 6_000;

/** How long to wait for answers after the last cast started, ms. */
const GRACE_MS = 20_000;

/** An answered cast, with times on the clock of `performance.now`. */
export interface AnsweredCast {
  readonly castId: string;
  /** When its last message was sent. */
  readonly endedAt: number;
  readonly answeredAt: number;
}

/** One simulated person with their own connection. */
export interface Caster {
  /** Performs one cast in real time; resolves when the server has answered it. */
  cast(cast: BenchCast): Promise<AnsweredCast>;
}

export interface LoadResult {
  readonly begun: number;
  readonly answered: readonly AnsweredCast[];
}

/** Start times of each person's casts, ms from the start of the load. */
export function castStartTimes(people: number, seconds: number, periodMs = PERIOD_MS): number[][] {
  return Array.from({ length: people }, (_, person) => {
    const first = (person * periodMs) / people;
    const turns = Math.max(0, Math.ceil((seconds * 1000 - first) / periodMs));
    return Array.from({ length: turns }, (_turn, n) => first + n * periodMs);
  });
}

/**
 * Runs a load for so many seconds. A person waits for the answer before the next cast, as real people do. Resolves when
 * everything is answered, or GRACE_MS after the last start. Rejects if a cast is refused or `stopped` aborts.
 */
export async function runLoad(
  casters: readonly Caster[],
  casts: readonly BenchCast[],
  seconds: number,
  stopped: AbortSignal,
  onProgress: (answered: number, total: number) => void,
  periodMs = PERIOD_MS,
): Promise<LoadResult> {
  const startedAt = performance.now();
  const starts = castStartTimes(casters.length, seconds, periodMs);
  const total = starts.flat().length;
  const answered: AnsweredCast[] = [];
  let begun = 0;
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopped]);
  setMaxListeners(casters.length + 1, signal); // one sleep per caster, and the timeout
  const castInTurn = async (caster: Caster, person: number): Promise<void> => {
    for (const [turn, start] of (starts[person] ?? []).entries()) {
      await sleep(Math.max(0, startedAt + start - performance.now()), undefined, { signal });
      const cast = casts[(person + turn * casters.length) % casts.length];
      if (cast === undefined) throw new Error('a load needs casts');
      begun++;
      answered.push(await caster.cast(cast));
      onProgress(answered.length, total);
    }
  };
  const everyone = Promise.all(casters.map(castInTurn));
  const timeout = sleep(seconds * 1000 + GRACE_MS, undefined, { signal });
  try {
    await Promise.race([everyone, timeout]);
    return { begun, answered: [...answered] };
  } finally {
    over.abort(); // ends the other of the two
  }
}

/** Calls `send` for each item when it is due, ms from now. */
export async function sendOnSchedule<T>(
  items: readonly T[],
  dueMs: (item: T) => number,
  send: (item: T) => void,
): Promise<void> {
  const startedAt = performance.now();
  for (const item of items) {
    const wait = startedAt + dueMs(item) - performance.now();
    if (wait > 0) await sleep(wait);
    send(item);
  }
}
