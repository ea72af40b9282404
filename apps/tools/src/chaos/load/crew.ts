import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '@wandcast/gesture';
import type { BenchCast } from '../../bench/load/bench-cast.js';
import type { RoomAddress } from '../../room-client/join-room.js';
import { CastLog, type CastEntry } from './cast-log.js';
import { CastingWand, type Pause } from './casting-wand.js';

/** Wands that join at the same time. */
const JOIN_BATCH = 50;

/** Receives the cast that was acknowledged; undefined if something else changed. */
type ChangeListener = (acked: CastEntry | undefined) => void;

/** All wands of a drive. */
export class Crew {
  readonly log = new CastLog((acked) => {
    this.changed(acked);
  });
  private readonly wands: CastingWand[] = [];
  private readonly listeners = new Set<ChangeListener>();
  private readonly finishing = new AbortController();
  private casting: Promise<unknown> = Promise.resolve();

  constructor(private readonly stopped: AbortSignal) {}

  /** Joins so many wands, which do not cast yet. @throws UsageError if the room refuses one */
  async join(room: RoomAddress, size: number): Promise<void> {
    setMaxListeners(0, this.stopped); // every wand listens
    const events = { log: this.log, changed: () => { this.changed(undefined); } }; // prettier-ignore
    while (this.wands.length < size) {
      const numbers = Array.from(
        { length: Math.min(JOIN_BATCH, size - this.wands.length) },
        (_, n) => this.wands.length + n,
      );
      this.wands.push(...(await Promise.all(numbers.map((n) => CastingWand.join(room, n, events, this.stopped)))));
    }
  }

  /** How many wands are not in the room. @param since counts only connections made after that time */
  awayCount(since = -Infinity): number {
    return this.wands.filter((wand) => !wand.hasRejoined(since)).length;
  }

  startCasting(casts: readonly BenchCast[], seed: number, pause?: Pause): void {
    const signal = AbortSignal.any([this.finishing.signal, this.stopped]);
    setMaxListeners(0, signal);
    const cast = (wand: CastingWand, n: number): Promise<void> =>
      wand.castUntil(signal, casts, seeded(seed * 10_007 + n), pause);
    this.casting = Promise.all(this.wands.map(cast));
  }

  /** Begins no more casts, and waits until those in progress have ended. */
  async finish(): Promise<void> {
    this.finishing.abort();
    await this.casting;
  }

  leave(): void {
    this.finishing.abort();
    for (const wand of this.wands) wand.leave();
  }

  /** Whether a cast has no answer that ended before `time`, or that a wand kept while it was offline. */
  hasKept(time: number): boolean {
    return [...this.log.pending.values()].some(({ endedAt, kept }) => kept || endedAt < time);
  }

  /**
   * Waits until `isReached`, which is asked at every change.
   * @returns when, on the clock of `performance.now`; undefined after `timeoutMs`
   */
  async until(isReached: (acked: CastEntry | undefined) => boolean, timeoutMs: number): Promise<number | undefined> {
    const over = new AbortController();
    const reached = new Promise<number>((resolve) => {
      const listener: ChangeListener = (acked) => {
        if (isReached(acked)) resolve(performance.now());
      };
      this.listeners.add(listener);
      over.signal.addEventListener('abort', () => this.listeners.delete(listener));
      listener(undefined);
    });
    try {
      const signal = AbortSignal.any([over.signal, this.stopped]);
      return await Promise.race([reached, sleep(timeoutMs, undefined, { signal })]);
    } finally {
      over.abort();
    }
  }

  private changed(acked: CastEntry | undefined): void {
    for (const listener of this.listeners) listener(acked);
  }
}
