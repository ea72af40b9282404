import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Wand } from '@wandcast/wand';
import { UsageError } from '../cli/usage-error.js';
import { joinRoom, type RoomAddress } from '../room-client/join-room.js';
import { performCast } from '../room-client/perform-cast.js';
import { simulatedProfile } from '../room-client/simulated-profile.js';
import type { BenchCast } from '../bench/load/bench-cast.js';

/** A wand that is not in the room by then never will be, ms. */
const PATIENCE_MS = 120_000;

/** How long each wand took, ms, and how many did not get in, or got no answer. */
export interface Times {
  readonly ms: readonly number[];
  readonly failed: number;
}

/** People who all do the same thing at the same time. */
export class Crowd {
  private readonly wands: Wand[] = [];

  constructor(
    private readonly room: RoomAddress,
    private readonly stopped: AbortSignal,
  ) {
    setMaxListeners(0, stopped); // every wand listens
  }

  /** So many join, evenly spread over some seconds. */
  join(people: number, seconds: number): Promise<Times> {
    const times = Array.from({ length: people }, async (_, n) => {
      await sleep((n * seconds * 1000) / people, undefined, { signal: this.stopped });
      const began = performance.now();
      const options = { signal: this.stopped, timeoutMs: PATIENCE_MS };
      const { wand } = await joinRoom(this.room, simulatedProfile(n), options);
      this.wands.push(wand);
      return performance.now() - began;
    });
    return this.all(times);
  }

  /** The first of them end a cast within `withinMs`; times are from each end to its answer. */
  endCasts(people: number, casts: readonly BenchCast[], withinMs: number): Promise<Times> {
    const longest = Math.max(...casts.map(durationOf));
    const times = this.wands.slice(0, people).map(async (wand, n) => {
      const cast = casts[n % casts.length];
      if (cast === undefined) throw new Error('a crowd needs casts');
      const waitMs = longest - durationOf(cast) + (n * withinMs) / people;
      await sleep(waitMs, undefined, { signal: this.stopped });
      const options = { intent: 'cast', spell: null, source: 'simulated', speed: 1 } as const;
      const result = await performCast(wand, cast.signal, options);
      if (result.kind === 'refused') throw new UsageError(result.failure.code);
      return result.ackMs;
    });
    return this.all(times);
  }

  /** Resolves when everyone has lost the server. */
  async away(): Promise<void> {
    await Promise.all(this.wands.map((wand) => this.reached(wand, 'lost')));
  }

  /** Resolves when everyone is in the room again; times are from now. */
  back(): Promise<Times> {
    const began = performance.now();
    return this.all(
      this.wands.map(async (wand) => {
        await this.reached(wand, 'joined');
        return performance.now() - began;
      }),
    );
  }

  leave(): void {
    for (const wand of this.wands) wand.leave();
  }

  private async all(times: readonly Promise<number>[]): Promise<Times> {
    const settled = await Promise.allSettled(times);
    this.stopped.throwIfAborted();
    const ms = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    return { ms, failed: settled.length - ms.length };
  }

  /** @throws UsageError if it is not for too long */
  private async reached(wand: Wand, kind: 'joined' | 'lost'): Promise<void> {
    if (wand.state.kind === kind) return;
    const over = new AbortController();
    const changed = new Promise<void>((resolve) => {
      const off = wand.on('state', (state) => {
        if (state.kind === kind) resolve();
      });
      over.signal.addEventListener('abort', off);
    });
    const signal = AbortSignal.any([over.signal, this.stopped]);
    const late = sleep(PATIENCE_MS, undefined, { signal }).then(() => {
      throw new UsageError(`a wand is still ${wand.state.kind} after ${PATIENCE_MS / 1000} s`);
    });
    try {
      await Promise.race([changed, late]);
    } finally {
      over.abort();
      late.catch(() => undefined);
    }
  }
}

const durationOf = ({ signal }: BenchCast): number => (signal.t.at(-1) ?? 0) - (signal.t[0] ?? 0);
