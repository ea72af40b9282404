import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCast } from './bench-cast.js';

/** Everyone makes one cast in this time, ms, the first ones spread evenly over it: N people make N/6 casts a second. */
export const PERIOD_MS = 6_000;

/** How long after the last cast began answers are waited for, ms. */
const GRACE_MS = 20_000;

/** A cast that was answered, and when by the clock of `performance.now`. */
export interface AnsweredCast {
  readonly castId: string;
  /** When its last message had been sent. */
  readonly endedAt: number;
  readonly answeredAt: number;
}

/** One person with a connection of their own. */
export interface Caster {
  /** Makes one cast at the pace of a hand; resolves when the server has answered it. */
  cast(cast: BenchCast): Promise<AnsweredCast>;
}

export interface Driven {
  readonly begun: number;
  readonly answered: readonly AnsweredCast[];
}

/** When each person of a load begins to cast, ms from its start. */
export function startsOf(people: number, seconds: number): number[][] {
  return Array.from({ length: people }, (_, person) => {
    const first = (person * PERIOD_MS) / people;
    const turns = Math.max(0, Math.ceil((seconds * 1000 - first) / PERIOD_MS));
    return Array.from({ length: turns }, (_turn, n) => first + n * PERIOD_MS);
  });
}

/**
 * Lets everyone cast for so many seconds. A person whose cast is not answered yet waits for it, as a person would.
 * Resolves when all is answered, or GRACE_MS after the last start with what is. Rejects where a cast is refused, or
 * `stopped` aborts.
 */
export async function drive(
  casters: readonly Caster[],
  deck: readonly BenchCast[],
  seconds: number,
  stopped: AbortSignal,
  tell: (answered: number, of: number) => void,
): Promise<Driven> {
  const began = performance.now();
  const starts = startsOf(casters.length, seconds);
  const total = starts.flat().length;
  const answered: AnsweredCast[] = [];
  let begun = 0;
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopped]);
  setMaxListeners(casters.length + 1, signal); // everyone sleeps on it
  const perform = async (caster: Caster, person: number): Promise<void> => {
    for (const [turn, start] of (starts[person] ?? []).entries()) {
      await sleep(Math.max(0, began + start - performance.now()), undefined, { signal });
      const cast = deck[(person + turn * casters.length) % deck.length];
      if (cast === undefined) throw new Error('a load needs casts');
      begun++;
      answered.push(await caster.cast(cast));
      tell(answered.length, total);
    }
  };
  const everyone = Promise.all(casters.map(perform));
  const lateness = sleep(seconds * 1000 + GRACE_MS, undefined, { signal });
  try {
    await Promise.race([everyone, lateness]);
    return { begun, answered: [...answered] };
  } finally {
    over.abort(); // ends whichever is left
  }
}

/** Runs `each` at the times of `due`, ms from now. */
export async function paced<T>(items: readonly T[], due: (item: T) => number, each: (item: T) => void): Promise<void> {
  const began = performance.now();
  for (const item of items) {
    const wait = began + due(item) - performance.now();
    if (wait > 0) await sleep(wait);
    each(item);
  }
}
