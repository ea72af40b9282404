import {
  FailureError,
  MAX_OPEN_CASTS,
  bytesToWords,
  decodeBatch,
  wordsPerSample,
  type Batch,
  type CastId,
  type CastReplay,
  type CastStart,
  type FromWand,
} from '@wandcast/protocol';
import type { Attendance } from '../../rooms/participants/attendance.js';
import { OpenCast } from './open-cast.js';
import type { Room } from '../../rooms/room/room.js';

/** What a session sends to its wand. */
export interface CastSessionOutlet {
  bars(castId: CastId, probabilities: readonly number[]): void;
}

/** What a session reports while casts are in progress. */
export interface CastSessionListener {
  opened(session: CastSession, cast: OpenCast): void;
  moved(session: CastSession, cast: OpenCast, batch: Batch): void;
  /** No longer in progress: `ending` if its hand finished it, else given up or lost. */
  dropped(session: CastSession, cast: OpenCast, ending: boolean): void;
}

/**
 * The casts in progress of one connection. A cast lives on one connection (SPEC C6): when the connection
 * ends, its session is cleared.
 */
export class CastSession {
  private readonly open = new Map<number, OpenCast>();

  constructor(
    private readonly joined: Room,
    readonly attendance: Attendance,
    readonly outlet: CastSessionOutlet,
    private readonly listener: CastSessionListener,
  ) {}

  /** The room that answers: after the event, that of a later one. */
  get room(): Room {
    return this.joined.latest;
  }

  /** Casts of an event that is over are stored, and shown nowhere. */
  get isOver(): boolean {
    return this.attendance.eventId !== this.room.id;
  }

  /** @param now ms since 1970  @throws FailureError `cast-busy` */
  start({ stream, ...head }: CastStart, now: number): void {
    if (this.open.size >= MAX_OPEN_CASTS || this.open.has(stream)) throw new FailureError('cast-busy');
    const cast = new OpenCast(head, now);
    this.open.set(stream, cast);
    this.listener.opened(this, cast);
  }

  /**
   * Takes a batch of bytes: the hot path. A batch that is refused ends its cast here; the wand replays it.
   * @throws CastFailure if it ends a cast, FailureError if no cast is known
   */
  samples(bytes: Uint8Array): void {
    const batch = decodeBatch(bytes);
    const cast = this.open.get(batch.stream);
    if (cast === undefined) throw new FailureError('cast-unknown', `stream ${batch.stream}`);
    try {
      cast.append(batch);
    } catch (error) {
      this.remove(cast.head.castId);
      throw error instanceof FailureError ? new CastFailure(cast.head.castId, error) : error;
    }
    this.listener.moved(this, cast, batch);
  }

  /**
   * Removes and checks a finished cast. One that was held up on its way began before it arrived (SPEC Z2).
   * @param now ms since 1970
   * @throws FailureError `cast-unknown`, `count-mismatch`, `checksum-mismatch`
   */
  end(end: FromWand<'cast:end'>, now: number): OpenCast {
    const cast = this.remove(end.castId, true);
    if (cast === undefined) throw new FailureError('cast-unknown');
    cast.check(end);
    cast.beganAt = Math.min(cast.beganAt ?? now, now - cast.live.durationMs);
    return cast;
  }

  cancel(castId: CastId): void {
    this.remove(castId);
  }

  clear(): void {
    for (const cast of this.open.values()) this.listener.dropped(this, cast, false);
    this.open.clear();
  }

  private remove(castId: CastId, ending = false): OpenCast | undefined {
    for (const [stream, cast] of this.open) {
      if (cast.head.castId !== castId) continue;
      this.open.delete(stream);
      this.listener.dropped(this, cast, ending);
      return cast;
    }
    return undefined;
  }
}

/** A failure that ended one cast in progress. */
export class CastFailure extends FailureError {
  constructor(
    readonly castId: CastId,
    { code, detail }: FailureError,
  ) {
    super(code, detail);
  }
}

/**
 * A replayed cast, read like a stream that arrives in one piece. It began when its phone says, by this server's clock as
 * the phone measured it, but not so late that it could not be over yet (SPEC Z2).
 * @param now ms since 1970
 * @throws FailureError as OpenCast.append and OpenCast.check
 */
export function replayedCast({ samples, count, checksum, ...head }: CastReplay, now: number): OpenCast {
  const cast = new OpenCast(head, null);
  const words = bytesToWords(samples);
  const held = words.length / wordsPerSample(head.channels);
  if (!Number.isInteger(held)) throw new FailureError('batch-malformed', `${held} samples`);
  if (held > 0) cast.append({ stream: 0, sequence: 0, channels: head.channels, count: held, words });
  cast.check({ count, checksum });
  const said = head.offsetMs === null ? -1 : head.startedAt + head.offsetMs;
  if (said >= 0) cast.beganAt = Math.min(said, now - cast.live.durationMs); // before 1970 nobody cast anything
  return cast;
}
