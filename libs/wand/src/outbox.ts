import type { Answer, CastId, Failure, StoredCast } from '@wandcast/protocol';
import type { CastStore, KeptCast } from './kept-cast.js';

/** Waits between attempts at a cast that the server asked to see again, ms: doubled each time, jittered. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface OutboxEvents {
  stored(castId: CastId, stored: StoredCast): void;
  refused(castId: CastId, failure: Failure): void;
  waiting(count: number): void;
}

/** Sends a cast and resolves with the server's answer; rejects where none came (connection lost, time out). */
export type Send = (cast: KeptCast) => Promise<Answer<StoredCast>>;

/**
 * Finished casts that the server has not yet acknowledged. Each stays in the store until it is stored or
 * refused for good; `replay` sends, one after another, every cast that is not on its way already.
 */
export class Outbox {
  private readonly casts = new Map<CastId, KeptCast>();
  private readonly onTheWay = new Set<CastId>();
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private replaying = false;

  constructor(
    private readonly store: CastStore,
    private readonly events: OutboxEvents,
    private readonly random: () => number = Math.random,
  ) {}

  get waiting(): number {
    return this.casts.size;
  }

  /** Takes up what an earlier page or process kept. */
  async load(): Promise<void> {
    for (const cast of await this.store.list()) if (!this.casts.has(cast.castId)) this.casts.set(cast.castId, cast);
    this.events.waiting(this.waiting);
  }

  /** Keeps a cast that just ended; the write to the store runs beside the sending, never before it. */
  keep(cast: KeptCast): void {
    this.casts.set(cast.castId, cast);
    // A full or forbidden store must not lose the cast in memory: the page stays its keeper.
    this.store.put(cast).catch(() => undefined);
    this.events.waiting(this.waiting);
  }

  /** Sends one cast by `send`. On any answer but a final one the cast stays, and `again` is called after a while. */
  async deliver(cast: KeptCast, send: Send, again: () => void): Promise<void> {
    if (this.onTheWay.has(cast.castId)) return;
    this.onTheWay.add(cast.castId);
    const answer = await send(cast).catch(() => undefined);
    this.onTheWay.delete(cast.castId);
    if (answer === undefined) {
      this.wait(again);
    } else if (answer.ok) {
      this.attempts = 0;
      this.forget(cast.castId);
      this.events.stored(cast.castId, answer.value);
    } else if (answer.failure.mayRetry) {
      this.wait(again);
    } else {
      this.forget(cast.castId);
      this.events.refused(cast.castId, answer.failure);
    }
  }

  /** Sends everything that waits, oldest first, one at a time: a returning room must not be a storm. */
  async replay(send: Send, again: () => void): Promise<void> {
    if (this.replaying) return;
    this.replaying = true;
    try {
      for (const cast of [...this.casts.values()]) {
        if (this.timer !== undefined) return; // someone asked for patience
        await this.deliver(cast, send, again);
      }
    } finally {
      this.replaying = false;
    }
  }

  /** Stops waiting: the next replay may start at once. */
  hurry(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(again: () => void): void {
    if (this.timer !== undefined) return;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++);
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        again();
      },
      longest * (0.5 + this.random() / 2),
    );
  }

  private forget(castId: CastId): void {
    this.casts.delete(castId);
    this.store.remove(castId).catch(() => undefined);
    this.events.waiting(this.waiting);
  }
}
