import {
  ServerClock,
  isFailure,
  toFailure,
  type Answer,
  type CastId,
  type CastStart,
  type Failure,
  type NextEvent,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { Emitter } from '@socket.io/component-emitter';
import { v7 as uuidv7 } from 'uuid';
import { memoryStore, type KeptCast } from './kept-cast.js';
import { Knock } from './knock.js';
import { Outbox } from './outbox.js';
import { OwnCasts, isForgotten } from './own-casts.js';
import { Recording, type Stream } from './recording.js';
import { clockLine, streamOn, wandSocket, type WandSocket } from './wand-socket.js';
import type { WandEvents, WandOptions, WandState } from './wand-state.js';
import { hearChanges } from './welcome-changes.js';

/** How long the room may take to say it hears us, ms. */
const CHECK_MS = 1_500;

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
  private readonly recordings = new Map<CastId, Recording>();
  private readonly clock: ServerClock;
  private readonly now: () => number;
  private stream: Stream | undefined;
  /** Set once the event is over; a hand that moves may finish first. */
  private next: NextEvent | undefined;
  private readonly knock = new Knock(() => this.socket.connect());
  private left = false;
  private current: WandState = { kind: 'connecting' };

  constructor(options: WandOptions) {
    const { url, code, key, profile, store = memoryStore() } = options;
    const { now = Date.now, steady = () => performance.now() } = options;
    this.now = now;
    this.clock = new ServerClock(now, steady);
    this.outbox = new Outbox(store, {
      stored: (castId, stored) => this.emitter.emit('result', { castId, stored }),
      refused: (castId, failure) => {
        if (isForgotten(failure)) this.turnedAway(failure);
        else this.emitter.emit('refused', { castId, failure });
      },
      waiting: (count) => this.emitter.emit('waiting', count),
    });
    this.socket = wandSocket({ url, code, key, profile });
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
    this.left = false;
    if (this.current.kind === 'refused') this.become({ kind: 'connecting' });
    this.socket.connect();
    // Beside it: a store that hangs or is broken must not keep anyone out.
    this.outbox.load().then(
      () => void this.replay(),
      () => undefined,
    );
  }

  /** Tries again now instead of at the next turn. */
  retryNow(): void {
    this.knock.stop();
    this.outbox.hurry();
    if (this.socket.connected) void this.replay();
    else this.socket.disconnect().connect();
  }

  /** Asks the room whether it hears us, and connects anew where it does not: after sleep `connected` may be a memory. */
  async check(timeoutMs: number = CHECK_MS): Promise<void> {
    if (this.left || this.current.kind === 'connecting' || this.current.kind === 'refused') return;
    if (!this.socket.connected) {
      this.retryNow();
      return;
    }
    await this.clock
      .read(() => this.socket.timeout(timeoutMs).emitWithAck('clock:read', {}))
      .catch(() => {
        if (!this.left) this.socket.disconnect().connect();
      });
  }

  /** Closes the connection. Casts that are not stored yet stay in the store. */
  leave(): void {
    this.left = true;
    this.knock.stop();
    this.clock.close();
    this.outbox.close();
    for (const recording of this.recordings.values()) recording.cancel();
    this.socket.disconnect();
  }

  /** Begins a cast: give samples to the recording, then finish or cancel it. Works without a connection. */
  startCast(cast: Pick<CastStart, 'intent' | 'spell' | 'source' | 'channels'>): Recording {
    const { offsetMs } = this.clock;
    const head = { ...cast, castId: uuidv7() as CastId, startedAt: this.now(), offsetMs };
    const recording = new Recording(head, {
      stream: () => this.stream,
      keep: (kept, streamedOn) => {
        this.finished(kept, streamedOn);
      },
      drop: (castId) => {
        this.recordings.delete(castId);
        this.perhapsOver();
      },
      refuse: (castId, failure) => this.emitter.emit('refused', { castId, failure }),
    });
    this.recordings.set(head.castId, recording);
    return recording;
  }

  /**
   * Takes everything back: this participant, all their casts, and whatever this phone keeps of them.
   * @throws Error whose message is for people, where nothing was changed or no answer came
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

  private finished(cast: KeptCast, streamedOn: Stream | undefined): void {
    this.recordings.delete(cast.castId);
    this.outbox.keep(cast);
    const { castId, count, checksum } = cast;
    const end = (): Promise<Answer<StoredCast>> => this.socket.emitWithAck('cast:end', { castId, count, checksum });
    if (streamedOn !== undefined) void this.outbox.deliver(cast, end, () => void this.replay());
    else if (this.stream !== undefined) void this.replay();
    this.perhapsOver();
  }

  private perhapsOver(): void {
    if (this.next !== undefined && this.recordings.size === 0) this.become({ kind: 'over', next: this.next });
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
      this.clock.open(clockLine(this.socket));
      this.next = welcome.next ?? undefined;
      if (this.next === undefined || this.recordings.size > 0) this.become({ kind: 'joined', welcome });
      this.perhapsOver();
      this.outbox.hurry();
      void this.replay();
    });
    this.socket.on('disconnect', (reason) => {
      this.stream = undefined;
      this.clock.close();
      if (this.current.kind === 'joined') this.become({ kind: 'lost', welcome: this.current.welcome });
      if (reason === 'io server disconnect' && !this.left) this.socket.connect(); // the only case socket.io leaves to us
    });
    this.socket.on('connect_error', (error) => {
      if (this.socket.active) return; // no server for now: socket.io tries again by itself
      const data = (error as Error & { data?: unknown }).data;
      this.turnedAway(isFailure(data) ? data : toFailure('internal', error.message));
    });
    this.socket.on('bars:moved', (bars) => this.emitter.emit('bars', bars));
    this.socket.on('cast:refused', ({ castId, failure }) => {
      this.refused(castId, failure);
    });
    hearChanges(this.socket, (change) => {
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
    this.knock.again();
  }

  private refused(castId: CastId | null, failure: Failure): void {
    if (castId !== null && this.outbox.holds(castId)) return; // about its stream; the whole of it is on its way
    const recording = castId === null ? undefined : this.recordings.get(castId);
    if (failure.mayRetry && recording !== undefined) {
      recording.stopStreaming();
      return;
    }
    recording?.cancel();
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
