import { isFailure, type ServerClock } from '@wandcast/protocol';
import { Backoff, type BackoffOptions } from '../retry/backoff.js';
import { nameRoom } from './name-room.js';
import { switchTransportOnTimeout } from './transports.js';
import type { WandSocket } from './wand-socket.js';

/** How long the server may take to answer a check, ms. */
const CHECK_TIMEOUT_MS = 1_500;

/** A cast that is unanswered for this long makes the wand check the connection: a half-open one tells nothing, ms. */
const UNANSWERED_MS = 2_000;
/** Longest wait for that check, ms. Generous: the server may be busy, and a new connection would make it busier. */
const UNANSWERED_CHECK_MS = 5_000;
/** Longer by the time that the cast itself takes on a slow link, bytes/ms. */
const SLOW_LINK = 5;

/** Much jitter, because all wands in a room lose the server at the same instant and must not return at the same one. */
export const RECONNECT_BACKOFF: BackoffOptions = { minMs: 500, maxMs: 5_000, jitter: [0.5, 1.5] };

/**
 * A server that is restarted answers after a few seconds, and until then a failed attempt costs nobody anything. So this
 * many attempts are a second apart at most, give or take half: about 15 s. Only then does the delay grow.
 */
const QUICK_ATTEMPTS = 15;
const QUICK_DOUBLINGS = 1;

/** An attempt that is younger is not given up for another one, ms: on a slow network, an impatient person would never connect. */
const PATIENCE_MS = 3_000;

/** Keeps a wand's socket connected: reconnects with backoff after a failure, and at once if a check fails. */
export class Connection {
  /** Not opened yet, or closed by {@link close}. */
  closed = true;
  private readonly backoff: Backoff;
  /** Attempts that reached no server since the last welcome. */
  private failures = 0;
  /** When the attempt that is under way began, ms of the monotonic clock. */
  private attemptedAt = -Infinity;
  private checking: Promise<void> | undefined;

  /** @param onNextAttempt receives the delay until the next attempt, ms; null if none is scheduled */
  constructor(
    private readonly socket: WandSocket,
    private readonly clock: Pick<ServerClock, 'read'>,
    onNextAttempt: (inMs: number | null) => void,
  ) {
    this.backoff = new Backoff(RECONNECT_BACKOFF, onNextAttempt);
  }

  open(): void {
    this.closed = false;
    this.connect();
  }

  /** Connects now, unless an attempt has just begun. */
  retry(): void {
    if (performance.now() - this.attemptedAt > PATIENCE_MS) this.reconnect();
  }

  /** Drops the current connection and connects now. */
  reconnect(): void {
    this.backoff.cancel();
    this.socket.disconnect();
    this.open();
  }

  /** Handles a failed attempt: schedules the next one, with the other transport if this one timed out. */
  attemptFailed(error: Error): void {
    switchTransportOnTimeout(this.socket, error);
    this.scheduleReconnect(this.failures++ < QUICK_ATTEMPTS ? QUICK_DOUBLINGS : Infinity);
  }

  /**
   * Connects to another node if that serves the room (SPEC H13), later if it was told so before.
   * @param refusal of the server  @returns false if it is of another kind
   */
  follow(refusal: unknown): boolean {
    this.attemptedAt = -Infinity;
    if (!isFailure(refusal) || refusal.code !== 'wrong-node') return false;
    if (nameRoom(this.socket, refusal.detail ?? '') && !this.closed) this.connect();
    else this.scheduleReconnect();
    return true;
  }

  /** @param most doublings of the delay; unlimited by default, because a server that refuses is busy */
  scheduleReconnect(most?: number): void {
    this.attemptedAt = -Infinity;
    if (this.closed) return;
    this.backoff.schedule(() => {
      this.connect();
    }, most);
  }

  /** The server welcomed the wand: resets the backoff. */
  established(): void {
    this.attemptedAt = -Infinity;
    this.failures = 0;
    this.backoff.reset();
  }

  /** Checks the connection if a cast that was sent over it is not answered soon. @param bytes length of the cast */
  watch<T>(answer: Promise<T>, bytes = 0): Promise<T> {
    const timer = setTimeout(() => void this.check(UNANSWERED_CHECK_MS + bytes / SLOW_LINK), UNANSWERED_MS);
    return answer.finally(() => {
      clearTimeout(timer);
    });
  }

  private connect(): void {
    this.attemptedAt = performance.now();
    this.socket.connect();
  }

  close(): void {
    this.closed = true;
    this.attemptedAt = -Infinity;
    this.backoff.cancel();
    this.socket.disconnect();
  }

  /** Checks that the server still answers, and reconnects if not. The answer also serves as a clock reading. */
  async check(timeoutMs: number = CHECK_TIMEOUT_MS): Promise<void> {
    const { id } = this.socket;
    // Several events may trigger a check at once: a second one must not break the connection that the first just made, nor
    // a late one that which the socket has made by itself.
    this.checking ??= this.clock
      .read(() => this.socket.timeout(timeoutMs).emitWithAck('clock:read', {}))
      .catch(() => {
        if (!this.closed && this.socket.id === id) this.reconnect();
      })
      .finally(() => (this.checking = undefined));
    await this.checking;
  }
}
