import type { Answer, CastId, Failure, StoredCast } from '@wandcast/protocol';
import { Backoff, type BackoffOptions } from '../retry/backoff.js';
import type { CastStore, PendingCast } from './pending-cast.js';
import { singleTab, type TabMessage, type TabCoordination } from './tab-coordination.js';

/** Delays between attempts to send a cast. */
const SEND_BACKOFF: BackoffOptions = { minMs: 500, maxMs: 15_000, jitter: [0.5, 1] };

export interface OutboxEvents {
  stored(castId: CastId, stored: StoredCast): void;
  refused(castId: CastId, failure: Failure): void;
  /** The number of pending casts, or of unsaved ones, may have changed. */
  waiting(count: number): void;
  /** Delay until the next attempt, ms; null if none is scheduled. */
  nextAttempt(inMs: number | null): void;
  /** Another tab closed; its pending casts were loaded. */
  inherited(): void;
}

/** Result of one attempt. `settled`: stored or refused for good. `lost`: no answer, or the server is overloaded. */
type AttemptResult = 'settled' | 'retry' | 'lost';

/** Sends a cast and resolves with the server's answer; rejects if none came (connection lost, timeout). */
export type Send = (cast: PendingCast) => Promise<Answer<StoredCast>>;

/**
 * Finished casts that the server has not acknowledged. Each stays in the store until the server stores it or refuses
 * it for good. `replay` sends every cast that is not in flight, one after another.
 */
export class Outbox {
  private readonly casts = new Map<CastId, PendingCast>();
  private readonly inFlight = new Map<CastId, Promise<unknown>>();
  /** Casts the store rejected: they exist only in memory. */
  private readonly unsaved = new Set<CastId>();
  /** Casts of this tab that were never sent, so the server cannot have them. */
  private readonly unsent = new Set<CastId>();
  /** Casts that were stored, refused or withdrawn; a list read earlier may still contain them. */
  private readonly settled = new Set<CastId>();
  /** Casts that are being withdrawn. */
  private readonly withdrawn = new Set<CastId>();
  private readonly backoff: Backoff;
  private replaying = false;
  private replayRequested = false;
  private closed = false;

  constructor(
    private readonly store: CastStore,
    private readonly events: OutboxEvents,
    private readonly tabs: TabCoordination = singleTab,
    random: () => number = Math.random,
  ) {
    this.backoff = new Backoff(
      SEND_BACKOFF,
      (inMs) => {
        events.nextAttempt(inMs);
      },
      random,
    );
    tabs.onMessage((message) => {
      this.handleMessage(message);
    });
  }

  get waiting(): number {
    return this.casts.size;
  }

  /** Number of pending casts that are not in the store: closing the page loses them. */
  get unsavedCount(): number {
    return this.unsaved.size;
  }

  /** Pending casts, oldest first. */
  list(): readonly PendingCast[] {
    return [...this.casts.values()].sort((a, b) => a.startedAt - b.startedAt);
  }

  /** Loads casts that other tabs or earlier pages stored, and retries saving those the store rejected. */
  async load(): Promise<void> {
    this.closed = false;
    for (const castId of [...this.unsaved]) {
      const cast = this.casts.get(castId);
      if (cast !== undefined) this.save(cast);
    }
    const stored = await this.store.list().catch(() => this.store.list()); // a slow database may be open by now
    for (const cast of stored) {
      if (!this.casts.has(cast.castId) && !this.settled.has(cast.castId)) this.casts.set(cast.castId, cast);
    }
    this.events.waiting(this.waiting);
  }

  /** Adds a cast that just ended. Saving it to the store never delays sending it. */
  add(cast: PendingCast): void {
    this.casts.set(cast.castId, cast);
    this.unsent.add(cast.castId);
    this.save(cast);
    this.events.waiting(this.waiting);
  }

  /**
   * Sends one cast with `send`. Unless the answer is final, the cast stays and `retry` is called after a delay.
   * @returns false if the server is unreachable or overloaded, so that sending more is pointless
   */
  async deliver(cast: PendingCast, send: Send, retry: () => void): Promise<boolean> {
    const { castId } = cast;
    if (this.inFlight.has(castId) || !this.has(castId) || this.withdrawn.has(castId)) return true;
    this.unsent.delete(castId);
    const attempt = this.tabs.claim(castId, () => this.attempt(cast, send));
    this.inFlight.set(castId, attempt);
    const result = await attempt.catch(() => undefined); // a failing claim must not strand the cast
    this.inFlight.delete(castId);
    if (result === 'settled') return true;
    this.scheduleRetry(retry); // also if another tab has claimed the cast: that tab may close
    return result !== 'lost';
  }

  /**
   * Sends every pending cast, oldest first and one at a time, so that reconnecting wands do not flood the server. A cast
   * that must be retried does not block those behind it.
   */
  async replay(send: Send, retry: () => void): Promise<void> {
    this.replayRequested = true;
    if (this.replaying) return; // the running loop checks the flag before it ends
    this.replaying = true;
    try {
      while (this.replayRequested) {
        this.replayRequested = false;
        for (const cast of this.list()) if (!(await this.deliver(cast, send, retry))) return;
      }
    } finally {
      this.replaying = false;
    }
  }

  /** Whether the cast has ended and is still pending. */
  has(castId: CastId): boolean {
    return this.casts.has(castId);
  }

  /** Whether the server has none of these for certain. A cast that was sent may be stored even without an answer. */
  areUnsent(castIds: readonly CastId[]): boolean {
    return castIds.every((castId) => this.unsent.has(castId));
  }

  /** Removes casts for good. Waits for those in flight and sends no more, so that a deletion sent next arrives after them. */
  async withdraw(castIds: readonly CastId[]): Promise<void> {
    const pending = castIds.filter((castId) => this.has(castId));
    for (const castId of pending) this.withdrawn.add(castId);
    await Promise.all(pending.map(async (castId) => this.inFlight.get(castId)?.catch(() => undefined)));
    for (const castId of pending) {
      this.settle(castId, null);
      this.withdrawn.delete(castId);
    }
  }

  /** Removes every cast, including those that other tabs stored. */
  async clear(): Promise<void> {
    this.close();
    this.casts.clear();
    this.unsaved.clear();
    this.unsent.clear();
    this.events.waiting(this.waiting);
    for (const { castId } of await this.store.list()) await this.store.remove(castId);
  }

  /** Cancels the scheduled retry and resets the delay to its minimum. */
  resetBackoff(): void {
    this.backoff.reset();
  }

  /** Cancels the scheduled retry and schedules no more until the next `load`. */
  close(): void {
    this.closed = true;
    this.resetBackoff();
  }

  private async attempt(cast: PendingCast, send: Send): Promise<AttemptResult> {
    const answer = await send(cast).catch(() => undefined);
    if (answer === undefined) return 'lost';
    if (!answer.ok && answer.failure.mayRetry) return answer.failure.code === 'overloaded' ? 'lost' : 'retry';
    if (answer.ok) this.backoff.startOver();
    this.settle(cast.castId, answer);
    return 'settled';
  }

  /** Saves a cast. If the store is full or forbidden, the cast stays in memory and counts as unsaved. */
  private save(cast: PendingCast): void {
    this.store.put(cast).then(
      () => {
        if (this.unsaved.delete(cast.castId)) this.events.waiting(this.waiting);
        this.tabs.broadcast({ kind: 'kept' });
      },
      () => {
        if (!this.has(cast.castId)) return;
        this.unsaved.add(cast.castId);
        this.events.waiting(this.waiting);
      },
    );
  }

  private handleMessage(message: TabMessage): void {
    if (this.closed) return;
    if (message.kind === 'settled') {
      if (this.has(message.castId)) this.remove(message.castId, message.answer);
      else this.settled.add(message.castId);
      return;
    }
    this.load().then(
      () => {
        if (message.kind === 'closing') this.events.inherited();
      },
      () => undefined, // the store cannot be read: its casts wait for the next load
    );
  }

  private scheduleRetry(retry: () => void): void {
    if (!this.closed && !this.backoff.isScheduled) this.backoff.schedule(retry);
  }

  /** Removes a cast here, in the store and in the other tabs. */
  private settle(castId: CastId, answer: Answer<StoredCast> | null): void {
    this.store.remove(castId).catch(() => undefined);
    this.tabs.broadcast({ kind: 'settled', castId, answer });
    if (this.has(castId)) this.remove(castId, answer);
  }

  private remove(castId: CastId, answer: Answer<StoredCast> | null): void {
    this.casts.delete(castId);
    this.unsaved.delete(castId);
    this.unsent.delete(castId);
    this.settled.add(castId);
    this.events.waiting(this.waiting);
    if (answer?.ok === true) this.events.stored(castId, answer.value);
    else if (answer !== null) this.events.refused(castId, answer.failure);
  }
}
