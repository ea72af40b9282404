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
import { Outbox, type OutboxEvents, type Send } from './casts/outbox.js';
import { Line } from './connection/connection.js';
import { OwnCasts, isForgotten } from './casts/own-casts.js';
import { ActiveRecordings } from './casts/active-recordings.js';
import type { Recording, Stream } from './casts/recording.js';
import { clockTransport, streamOn, wandSocket, type WandSocket } from './connection/wand-socket.js';
import type { CastOpening, WandEvents, WandOptions, WandState } from './connection/wand-options.js';
import { onWelcomeChange } from './connection/welcome-updates.js';

/**
 * A wand: joins an event, streams casts, keeps each until the server says it is stored, and replays what
 * is left on every new connection. The same class runs on phones and in the simulated audience.
 */
export class Wand {
  /** What this person gave. */
  readonly own: OwnCasts;
  private readonly socket: WandSocket;
  private readonly emitter = new Emitter<WandEvents, WandEvents>();
  private readonly outbox: Outbox;
  private readonly moving: ActiveRecordings;
  private readonly clock: ServerClock;
  private readonly now: () => number;
  private stream: Stream | undefined;
  /** Set once the event is over; a hand that moves may finish first. */
  private next: NextEvent | undefined;
  private readonly line: Line;
  private current: WandState = { kind: 'connecting' };

  constructor(options: WandOptions) {
    const { store = memoryStore(), tabs, now = Date.now, steady = () => performance.now() } = options;
    this.now = now;
    this.clock = new ServerClock(now, steady);
    const trying = (inMs: number | null): void => void this.emitter.emit('trying', inMs);
    const outboxEvents: OutboxEvents = {
      stored: (castId, stored) => this.emitter.emit('result', { castId, stored }),
      refused: (castId, failure) => {
        if (isForgotten(failure)) this.turnedAway(failure);
        else this.emitter.emit('refused', { castId, failure });
      },
      waiting: (count) => this.emitter.emit('waiting', count),
      trying,
      inherited: () => void this.replay(),
    };
    this.outbox = new Outbox(store, outboxEvents, tabs);
    this.moving = new ActiveRecordings({
      stream: () => this.stream,
      keep: (cast, streamedOn) => {
        this.finished(cast, streamedOn);
      },
      drop: () => {
        this.perhapsOver();
      },
      refuse: (castId, failure) => this.emitter.emit('refused', { castId, failure }),
    });
    this.socket = wandSocket(options);
    this.line = new Line(this.socket, this.clock, trying);
    this.own = new OwnCasts(this.outbox, () => (this.stream === undefined ? undefined : this.socket));
    this.listen();
  }

  get state(): WandState {
    return this.current;
  }
  /** Finished casts the server has not acknowledged yet. */
  get waiting(): number {
    return this.outbox.waiting;
  }

  /** How many of them this page alone keeps: closed now, it would lose them. */
  get onlyHere(): number {
    return this.outbox.onlyHere;
  }
  /** Whether a hand casts at this moment. */
  get casting(): boolean {
    return this.moving.size > 0;
  }

  /** Ms since 1970 by the server's clock, as far as it is known: by one's own before the first reading. */
  serverNow(): number {
    return this.clock.serverNow();
  }

  on<E extends keyof WandEvents>(event: E, listener: WandEvents[E]): () => void {
    this.emitter.on(event, listener as never);
    return () => void this.emitter.off(event, listener as never);
  }

  /** Connects, and takes up casts that an earlier page kept. Progress is told by `state`. */
  join(): void {
    if (this.current.kind === 'refused') this.become({ kind: 'connecting' });
    this.line.open();
    this.takeUp(); // beside it: a store that hangs or is broken must not keep anyone out
  }

  /** Tries again now instead of at the next turn. */
  retryNow(): void {
    this.outbox.hurry();
    if (this.socket.connected) void this.replay();
    else this.line.anew();
  }

  /** Asks the room whether it hears us, and connects anew where it does not: after sleep `connected` may be a memory. */
  async check(timeoutMs?: number): Promise<void> {
    if (this.line.closed || this.current.kind === 'refused') return;
    if (!this.socket.connected) {
      this.retryNow();
      return;
    }
    await this.line.check(timeoutMs);
    this.takeUp(); // what a page that was killed left to this one
  }

  /** Closes the connection. Casts that are not stored yet stay in the store. */
  leave(): void {
    this.clock.close();
    this.outbox.close();
    this.moving.cancel();
    this.line.close();
  }

  /** Begins a cast: give samples to the recording, then finish or cancel it. Works without a connection. */
  startCast(cast: CastOpening): Recording {
    const start = { castId: uuidv7() as CastId, startedAt: this.now(), offsetMs: this.clock.offsetMs };
    return this.moving.begin({ orientation: null, ...cast, ...start });
  }

  /**
   * Takes everything back: this participant, all their casts, and whatever this phone keeps of them.
   * @throws RequestError where nothing was changed or no answer came
   */
  async forget(): Promise<void> {
    await this.own.forget();
    await this.end();
  }

  /** This wand is nobody’s any more. */
  private async end(): Promise<void> {
    this.leave();
    await this.outbox.clear().catch(() => undefined);
  }

  private finished(cast: PendingCast, streamedOn: Stream | undefined): void {
    this.outbox.keep(cast);
    const send: Send = ({ castId, count, checksum }) =>
      this.socket.emitWithAck('cast:end', { castId, count, checksum });
    if (streamedOn !== undefined) void this.outbox.deliver(cast, send, () => void this.replay());
    else if (this.stream !== undefined) void this.replay();
    this.perhapsOver();
  }

  private perhapsOver(): void {
    if (this.next !== undefined && this.moving.size === 0) this.become({ kind: 'over', next: this.next });
  }

  /** Whatever other pages kept is sent from here too; what is here already does not wait for a store that hangs. */
  private takeUp(): void {
    if (this.line.closed) return;
    void this.replay();
    this.outbox.load().then(
      () => void this.replay(),
      () => undefined,
    );
  }

  private async replay(): Promise<void> {
    if (this.stream === undefined) return; // the next welcome starts it
    await this.outbox.replay(
      (cast) => this.socket.emitWithAck('cast:replay', cast),
      () => void this.replay(),
    );
  }

  private listen(): void {
    this.socket.on('wand:welcomed', (welcome) => {
      this.stream = streamOn(this.socket);
      this.line.arrived();
      this.clock.open(clockTransport(this.socket));
      this.next = welcome.next ?? undefined;
      if (this.next === undefined || this.moving.size > 0) this.become({ kind: 'joined', welcome });
      this.perhapsOver();
      this.outbox.hurry();
      this.takeUp();
    });
    this.socket.on('disconnect', (reason) => {
      this.stream = undefined;
      this.clock.close();
      if (this.current.kind === 'joined' && !this.line.closed)
        this.become({ kind: 'lost', welcome: this.current.welcome });
      if (reason !== 'io client disconnect') this.line.again();
    });
    this.socket.on('connect_error', (error) => {
      const { data } = error as Error & { data?: unknown };
      if (this.socket.active)
        this.line.missed(error); // no server for now
      else this.turnedAway(isFailure(data) ? data : toFailure('internal', error.message));
    });
    this.socket.on('bars:moved', (bars) => this.emitter.emit('bars', bars));
    this.socket.on('cast:refused', ({ castId, failure }) => {
      this.refused(castId, failure);
    });
    onWelcomeChange(this.socket, (change) => {
      this.update(change);
    });
    this.socket.on('event:ended', (next) => {
      this.next = next;
      this.perhapsOver();
    });
  }

  /** Whoever was in and may come back soon knocks until the door opens; anyone else is told. */
  private turnedAway(failure: Failure): void {
    if (isForgotten(failure)) void this.end();
    const wasIn = this.current.kind === 'lost' || this.current.kind === 'over';
    if (!wasIn || !failure.mayRetry || failure.code === 'participant-removed') {
      this.become({ kind: 'refused', failure });
      return;
    }
    this.line.again();
  }

  private refused(castId: CastId | null, failure: Failure): void {
    if (castId !== null && this.outbox.holds(castId)) return; // about its stream; the whole of it is on its way
    if (castId !== null && this.moving.refused(castId, failure)) return;
    this.emitter.emit('refused', { castId, failure });
  }

  private update(change: Partial<Welcome>): void {
    if (this.current.kind === 'joined' || this.current.kind === 'lost')
      this.become({ ...this.current, welcome: { ...this.current.welcome, ...change } });
  }

  private become(state: WandState): void {
    this.current = state;
    this.emitter.emit('state', state);
  }
}
