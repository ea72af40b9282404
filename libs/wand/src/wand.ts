import {
  ServerClock,
  isFailure,
  toFailure,
  type CastId,
  type Failure,
  type NextEvent,
  type Welcome,
} from '@wandcast/protocol';
import { Emitter } from '@socket.io/component-emitter';
import { v7 as uuidv7 } from 'uuid';
import { memoryStore, type PendingCast } from './casts/pending-cast.js';
import { CastDates } from './casts/cast-dates.js';
import { Outbox, type OutboxEvents, type Send } from './casts/outbox.js';
import { Connection } from './connection/connection.js';
import { OwnCasts, isForgotten } from './casts/own-casts.js';
import { ActiveRecordings } from './casts/active-recordings.js';
import { ShowActions } from './requests/show-actions.js';
import type { Recording, Stream } from './casts/recording.js';
import { clockTransport, streamOn, wandSocket, type WandSocket } from './connection/wand-socket.js';
import type { CastOpening, WandOptions } from './connection/wand-options.js';
import { onWelcomeChange } from './connection/welcome-updates.js';
import type { WandEvents, WandState } from './wand-types.js';

/**
 * The client of a wand: joins an event, streams casts, keeps each until the server has stored it, and replays pending
 * casts after every reconnect. Used by phones and by simulated wands.
 */
export class Wand {
  /** The participant's casts, pending and stored. */
  readonly own: OwnCasts;
  /** What the participant does besides casting. */
  readonly show: ShowActions;
  private readonly socket: WandSocket;
  private readonly emitter = new Emitter<WandEvents, WandEvents>();
  private readonly outbox: Outbox;
  private readonly recordings: ActiveRecordings;
  private readonly clock: ServerClock;
  private readonly dates: CastDates;
  private stream: Stream | undefined;
  /** Set once the event is over: updates are of the next one. Casts in progress may still finish. */
  private next: NextEvent | undefined;
  private readonly connection: Connection;
  private current: WandState = { kind: 'connecting' };

  constructor(options: WandOptions) {
    const { store = memoryStore(), tabs, now = Date.now, monotonicNow = () => performance.now() } = options;
    this.clock = new ServerClock(now, monotonicNow);
    this.dates = new CastDates(this.clock);
    const nextAttempt = (inMs: number | null): void => void this.emitter.emit('nextAttempt', inMs);
    const outboxEvents: OutboxEvents = {
      stored: (castId, stored) => this.emitter.emit('result', { castId, stored }),
      refused: (castId, failure) => {
        if (isForgotten(failure)) this.handleRefusal(failure);
        else if (failure.code !== 'movement-ignored') this.emitter.emit('refused', { castId, failure });
      },
      waiting: (count) => this.emitter.emit('waiting', count),
      nextAttempt,
      inherited: () => void this.replay(),
    };
    this.outbox = new Outbox(store, outboxEvents, tabs);
    this.recordings = new ActiveRecordings({
      stream: () => this.stream,
      keep: this.castFinished.bind(this),
      drop: this.recordingsChanged.bind(this),
      refuse: (castId, failure) => this.emitter.emit('refused', { castId, failure }),
    });
    this.socket = wandSocket(options);
    this.connection = new Connection(this.socket, this.clock, nextAttempt);
    const joined = (): WandSocket | undefined => (this.stream === undefined ? undefined : this.socket);
    this.own = new OwnCasts(this.outbox, joined);
    this.show = new ShowActions(joined);
    this.listen();
  }

  get state(): WandState {
    return this.current;
  }
  /** Number of finished casts the server has not acknowledged yet. */
  get waiting(): number {
    return this.outbox.waiting;
  }
  /** How many of those could not be saved to the store: closing the page loses them. */
  get unsavedCount(): number {
    return this.outbox.unsavedCount;
  }
  /** Whether a cast is being recorded. */
  get casting(): boolean {
    return this.recordings.size > 0;
  }

  /** The server's time, ms since 1970; the local clock's before the first reading. */
  serverNow(): number {
    return this.clock.serverNow();
  }

  on<E extends keyof WandEvents>(event: E, listener: WandEvents[E]): () => void {
    this.emitter.on(event, listener as never);
    return () => void this.emitter.off(event, listener as never);
  }

  /** Connects, and loads pending casts of earlier pages. Emits `state` as the connection progresses. */
  join(): void {
    if (this.current.kind === 'refused') this.setState({ kind: 'connecting' });
    this.connection.open();
    this.loadAndReplay(); // not awaited: a store that hangs or fails must not prevent joining
  }

  /** Retries now instead of waiting for the scheduled attempt. */
  retryNow(): void {
    this.outbox.resetBackoff();
    if (this.socket.connected) void this.replay();
    else this.connection.retry();
  }

  /** Checks that the server still answers, and reconnects if not: after sleep, `connected` may be out of date. */
  async check(timeoutMs?: number): Promise<void> {
    if (this.connection.closed || this.current.kind === 'refused') return;
    if (!this.socket.connected) {
      this.retryNow();
      return;
    }
    await this.connection.check(timeoutMs);
    this.loadAndReplay(); // another page may have been killed and left casts in the store
  }

  /** Closes the connection. Pending casts stay in the store. */
  leave(): void {
    this.clock.close();
    this.outbox.close();
    this.recordings.cancel();
    this.connection.close();
  }

  /** Starts a cast: add samples to the recording, then finish or cancel it. Works offline. */
  startCast(cast: CastOpening): Recording {
    const [times, made] = this.dates.start();
    const recording = this.recordings.begin({ orientation: null, ...times, ...cast, castId: uuidv7() as CastId }, made);
    this.recordingsChanged();
    return recording;
  }

  /**
   * Deletes the participant and all their casts, on the server and on this phone.
   * @throws RequestError if the server refused, did not answer, or cannot be reached
   */
  async forget(): Promise<void> {
    await this.own.forget();
    await this.end();
  }

  /** Leaves, and deletes what this phone stored of the participant. */
  private async end(): Promise<void> {
    this.leave();
    await this.outbox.clear().catch(() => undefined);
  }

  private castFinished(cast: PendingCast, streamedOn: Stream | undefined): void {
    this.outbox.add(cast);
    const send: Send = ({ castId, count, checksum }) =>
      this.connection.watch(this.socket.emitWithAck('cast:end', { castId, count, checksum }));
    if (streamedOn !== undefined) void this.outbox.deliver(cast, send, () => void this.replay());
    else if (this.stream !== undefined) void this.replay();
    this.recordingsChanged();
  }

  /** Reports whether a cast is in progress. If none is and the event has ended, enters the state `over`. */
  private recordingsChanged(): void {
    this.emitter.emit('casting', this.casting);
    if (this.next !== undefined && this.recordings.size === 0) this.setState({ kind: 'over', next: this.next });
  }

  /** Sends the casts in memory, then those in the store: a store that hangs must not delay the former. */
  private loadAndReplay(): void {
    if (this.connection.closed) return;
    void this.replay();
    this.outbox.load().then(
      () => void this.replay(),
      () => undefined,
    );
  }

  private async replay(): Promise<void> {
    if (this.stream === undefined) return; // the next welcome starts it
    const emit: Send = async (cast) => this.socket.emitWithAck('cast:replay', await this.dates.dated(cast));
    const send: Send = (cast) => this.connection.watch(emit(cast), cast.samples.byteLength);
    await this.outbox.replay(send, () => void this.replay());
  }

  private listen(): void {
    this.socket.on('wand:welcomed', (welcome) => {
      this.stream = streamOn(this.socket);
      this.connection.established();
      this.clock.open(clockTransport(this.socket));
      this.next = welcome.next ?? undefined;
      if (this.next === undefined || this.recordings.size > 0) this.setState({ kind: 'joined', welcome });
      this.recordingsChanged();
      this.outbox.resetBackoff();
      this.loadAndReplay();
    });
    this.socket.on('disconnect', (reason) => {
      this.stream = undefined;
      this.clock.close();
      if (this.current.kind === 'joined' && !this.connection.closed)
        this.setState({ kind: 'lost', welcome: this.current.welcome });
      if (reason !== 'io client disconnect') this.connection.scheduleReconnect();
    });
    this.socket.on('connect_error', (error) => {
      const { data } = error as Error & { data?: unknown };
      if (this.socket.active) this.connection.attemptFailed(error);
      else if (!this.connection.follow(data))
        this.handleRefusal(isFailure(data) ? data : toFailure('internal', error.message));
    });
    this.socket.on('bars:moved', (bars) => this.emitter.emit('bars', bars));
    this.socket.on('spotlight:entered', (spotlight) => this.emitter.emit('spotlight', spotlight));
    this.socket.on('cast:refused', this.handleCastRefusal.bind(this));
    onWelcomeChange(this.socket, this.update.bind(this));
    this.socket.on('event:ended', (next) => {
      this.next = next;
      this.recordingsChanged();
    });
  }

  /** Handles a refused connection: retries if the wand was joined before and the failure is temporary. */
  private handleRefusal(failure: Failure): void {
    if (isForgotten(failure)) void this.end();
    const wasJoined = this.current.kind === 'lost' || this.current.kind === 'over';
    if (!wasJoined || !failure.mayRetry || failure.code === 'participant-removed') {
      this.setState({ kind: 'refused', failure });
      return;
    }
    this.connection.scheduleReconnect();
  }

  private handleCastRefusal({ castId, failure }: { castId: CastId | null; failure: Failure }): void {
    if (castId === null || this.outbox.has(castId)) return; // concerns no cast, or its stream: the whole cast is still sent
    if (this.recordings.refused(castId, failure)) return;
    this.emitter.emit('refused', { castId, failure });
  }

  private update(change: Partial<Welcome>): void {
    if (this.next === undefined && (this.current.kind === 'joined' || this.current.kind === 'lost'))
      this.setState({ ...this.current, welcome: { ...this.current.welcome, ...change } });
  }

  private setState(state: WandState): void {
    this.current = state;
    this.emitter.emit('state', state);
  }
}
