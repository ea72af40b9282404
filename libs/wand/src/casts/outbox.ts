import type { Answer, CastId, Failure, StoredCast } from '@wandcast/protocol';
import type { CastStore, PendingCast } from './pending-cast.js';
import { singleTab, type TabMessage, type TabCoordination } from './tab-coordination.js';

/** Waits between attempts at a cast that the server asked to see again, ms: doubled each time, jittered. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface OutboxEvents {
  stored(castId: CastId, stored: StoredCast): void;
  refused(castId: CastId, failure: Failure): void;
  /** Something changed: how many wait, or how many of them are nowhere but here. */
  waiting(count: number): void;
  /** When the next attempt begins, ms from now; null where none is due. */
  trying(inMs: number | null): void;
  /** Another page left its casts to this one. */
  inherited(): void;
}

/** What came of one attempt: no more to do, to be done again, or nobody there who answers. */
type Fate = 'settled' | 'again' | 'lost';

/** Sends a cast and resolves with the server's answer; rejects where none came (connection lost, time out). */
export type Send = (cast: PendingCast) => Promise<Answer<StoredCast>>;

/**
 * Finished casts that the server has not yet acknowledged. Each stays in the store until it is stored or
 * refused for good; `replay` sends, one after another, every cast that is not on its way already.
 */
export class Outbox {
  private readonly casts = new Map<CastId, PendingCast>();
  private readonly onTheWay = new Map<CastId, Promise<unknown>>();
  /** Those that the store would not take. */
  private readonly loose = new Set<CastId>();
  /** Those of this page that nobody began to send: no answer of the room can be on its way. */
  private readonly unsent = new Set<CastId>();
  /** Those that are done with: a list that was read before may still name them. */
  private readonly done = new Set<CastId>();
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private replaying = false;
  private wanted = false;
  private closed = false;

  constructor(
    private readonly store: CastStore,
    private readonly events: OutboxEvents,
    private readonly tabs: TabCoordination = singleTab,
    private readonly random: () => number = Math.random,
  ) {
    tabs.hear((news) => {
      this.heard(news);
    });
  }

  get waiting(): number {
    return this.casts.size;
  }

  /** How many of them no store holds: they go with this page. */
  get onlyHere(): number {
    return this.loose.size;
  }

  /** What waits, oldest first. */
  list(): readonly PendingCast[] {
    return [...this.casts.values()].sort((a, b) => a.startedAt - b.startedAt);
  }

  /** Takes up what other pages kept, earlier or beside this one, and puts away what the store would not take before. */
  async load(): Promise<void> {
    this.closed = false;
    for (const castId of [...this.loose]) {
      const cast = this.casts.get(castId);
      if (cast !== undefined) this.save(cast);
    }
    const kept = await this.store.list().catch(() => this.store.list()); // a database that opens slowly is open by then
    for (const cast of kept) {
      if (!this.casts.has(cast.castId) && !this.done.has(cast.castId)) this.casts.set(cast.castId, cast);
    }
    this.events.waiting(this.waiting);
  }

  /** Keeps a cast that just ended; the write to the store runs beside the sending, never before it. */
  keep(cast: PendingCast): void {
    this.casts.set(cast.castId, cast);
    this.unsent.add(cast.castId);
    this.save(cast);
    this.events.waiting(this.waiting);
  }

  /**
   * Sends one cast by `send`. On any answer but a final one it stays, and `again` is called after a while.
   * @returns whether the room can be asked about more
   */
  async deliver(cast: PendingCast, send: Send, again: () => void): Promise<boolean> {
    const { castId } = cast;
    if (this.onTheWay.has(castId) || !this.holds(castId)) return true;
    this.unsent.delete(castId);
    const way = this.tabs.claim(castId, () => this.attempt(cast, send));
    this.onTheWay.set(castId, way);
    const fate = await way.catch(() => undefined); // whatever tabs do, no cast is stranded
    this.onTheWay.delete(castId);
    if (fate === 'settled') return true;
    this.wait(again); // also where another page has it in hand: that page may go
    return fate !== 'lost';
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
        for (const cast of this.list()) if (!(await this.deliver(cast, send, again))) return;
      }
    } finally {
      this.replaying = false;
    }
  }

  /** Whether this cast has ended and is still to be stored. */
  holds(castId: CastId): boolean {
    return this.casts.has(castId);
  }

  /** Whether the room has none of these for sure. One that was sent may be stored there, and only the answer lost. */
  areUnsent(castIds: readonly CastId[]): boolean {
    return castIds.every((castId) => this.unsent.has(castId));
  }

  /**
   * Takes these casts off for good. One that is on its way is waited for: whoever deletes it next must not come before it.
   */
  async withdraw(castIds: readonly CastId[]): Promise<void> {
    const held = castIds.filter((castId) => this.holds(castId));
    await Promise.all(held.map(async (castId) => this.onTheWay.get(castId)?.catch(() => undefined)));
    for (const castId of held) this.settle(castId, null);
  }

  /** Forgets everything, and in the store what other pages left there too. */
  async clear(): Promise<void> {
    this.close();
    this.casts.clear();
    this.loose.clear();
    this.unsent.clear();
    this.events.waiting(this.waiting);
    for (const { castId } of await this.store.list()) await this.store.remove(castId);
  }

  /** Stops waiting: the next replay may start at once, and the first wait after it is a short one. */
  hurry(): void {
    this.attempts = 0;
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.events.trying(null);
  }

  /** No timer is left behind, and none is set any more. */
  close(): void {
    this.closed = true;
    this.hurry();
  }

  private async attempt(cast: PendingCast, send: Send): Promise<Fate> {
    const answer = await send(cast).catch(() => undefined);
    if (answer === undefined) return 'lost';
    if (!answer.ok && answer.failure.mayRetry) return answer.failure.code === 'overloaded' ? 'lost' : 'again';
    if (answer.ok) this.attempts = 0;
    this.settle(cast.castId, answer);
    return 'settled';
  }

  /** A full or forbidden store must not lose the cast in memory: the page stays its keeper, and can say so. */
  private save(cast: PendingCast): void {
    this.store.put(cast).then(
      () => {
        if (this.loose.delete(cast.castId)) this.events.waiting(this.waiting);
        this.tabs.tell({ kind: 'kept' });
      },
      () => {
        if (!this.holds(cast.castId)) return;
        this.loose.add(cast.castId);
        this.events.waiting(this.waiting);
      },
    );
  }

  private heard(news: TabMessage): void {
    if (this.closed) return;
    if (news.kind === 'settled') {
      if (this.holds(news.castId)) this.forget(news.castId, news.answer);
      else this.done.add(news.castId);
      return;
    }
    this.load().then(
      () => {
        if (news.kind === 'closing') this.events.inherited();
      },
      () => undefined, // what is in a store that cannot be read is nobody's for now
    );
  }

  private wait(again: () => void): void {
    if (this.closed || this.timer !== undefined) return;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++);
    const wait = longest * (0.5 + this.random() / 2);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.events.trying(null);
      again();
    }, wait);
    this.events.trying(wait);
  }

  /** Done with, for this page and for the others. */
  private settle(castId: CastId, answer: Answer<StoredCast> | null): void {
    this.store.remove(castId).catch(() => undefined);
    this.tabs.tell({ kind: 'settled', castId, answer });
    if (this.holds(castId)) this.forget(castId, answer);
  }

  private forget(castId: CastId, answer: Answer<StoredCast> | null): void {
    this.casts.delete(castId);
    this.loose.delete(castId);
    this.unsent.delete(castId);
    this.done.add(castId);
    this.events.waiting(this.waiting);
    if (answer?.ok === true) this.events.stored(castId, answer.value);
    else if (answer !== null) this.events.refused(castId, answer.failure);
  }
}
