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
  private readonly onTheWay = new Map<CastId, Promise<unknown>>();
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private replaying = false;
  private wanted = false;
  private closed = false;

  constructor(
    private readonly store: CastStore,
    private readonly events: OutboxEvents,
    private readonly random: () => number = Math.random,
  ) {}

  get waiting(): number {
    return this.casts.size;
  }

  /** What waits, oldest first. */
  list(): readonly KeptCast[] {
    return [...this.casts.values()].sort((a, b) => a.startedAt - b.startedAt);
  }

  /** Takes up what an earlier page or process kept. */
  async load(): Promise<void> {
    this.closed = false;
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

  /**
   * Sends one cast by `send`. On any answer but a final one it stays, and `again` is called after a while.
   * @returns whether the room can be asked about more
   */
  async deliver(cast: KeptCast, send: Send, again: () => void): Promise<boolean> {
    if (this.onTheWay.has(cast.castId) || !this.holds(cast.castId)) return true;
    const sent = send(cast).catch(() => undefined);
    this.onTheWay.set(cast.castId, sent);
    const answer = await sent;
    this.onTheWay.delete(cast.castId);
    if (answer?.ok === true) {
      this.attempts = 0;
      this.forget(cast.castId);
      this.events.stored(cast.castId, answer.value);
      return true;
    }
    if (answer !== undefined && !answer.failure.mayRetry) {
      this.forget(cast.castId);
      this.events.refused(cast.castId, answer.failure);
      return true;
    }
    this.wait(again);
    return answer !== undefined && answer.failure.code !== 'overloaded';
  }

  /**
   * Sends everything that waits, oldest first, one at a time: a returning room must not be a storm. A cast that
   * must be sent again lets the ones behind it pass.
   */
  async replay(send: Send, again: () => void): Promise<void> {
    this.wanted = true;
    if (this.replaying) return; // the loop below looks again before it ends
    this.replaying = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        for (const cast of [...this.casts.values()]) if (!(await this.deliver(cast, send, again))) return;
      }
    } finally {
      this.replaying = false;
    }
  }

  /** Whether this cast has ended and is still to be stored. */
  holds(castId: CastId): boolean {
    return this.casts.has(castId);
  }

  /**
   * Takes these casts off for good. One that is on its way is waited for: whoever deletes it next must not come before it.
   * @returns those that had waited here
   */
  async withdraw(castIds: readonly CastId[]): Promise<CastId[]> {
    const held = castIds.filter((castId) => this.holds(castId));
    await Promise.all(held.map(async (castId) => this.onTheWay.get(castId)));
    for (const castId of held) this.forget(castId);
    return held;
  }

  /** Forgets everything, and in the store what other pages left there too. */
  async clear(): Promise<void> {
    this.close();
    this.casts.clear();
    this.events.waiting(this.waiting);
    for (const { castId } of await this.store.list()) await this.store.remove(castId);
  }

  /** Stops waiting: the next replay may start at once. */
  hurry(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** No timer is left behind, and none is set any more. */
  close(): void {
    this.closed = true;
    this.hurry();
  }

  private wait(again: () => void): void {
    if (this.closed || this.timer !== undefined) return;
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
