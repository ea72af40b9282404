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

/**
 * How late the start of a streamed cast may arrive to be dated by its phone's clock. A shorter delay is hardly longer than
 * the error of that clock; after a longer one the connection would be lost, so that clock must be wrong.
 */
const STALL_MS = { least: 500, most: 10_000 };

/** Sends messages to the wand of a session. */
export interface CastSessionOutlet {
  bars(castId: CastId, probabilities: readonly number[]): void;
}

/** Receives the events of casts in progress. */
export interface CastSessionListener {
  opened(session: CastSession, cast: OpenCast): void;
  moved(session: CastSession, cast: OpenCast, batch: Batch): void;
  /** A cast is no longer in progress. @param ending false if it was canceled or lost */
  dropped(session: CastSession, cast: OpenCast, ending: boolean): void;
}

/**
 * The casts in progress of one connection. A cast lives on one connection (SPEC C6): when the connection
 * ends, its session is cleared.
 */
export class CastSession {
  private readonly open = new Map<number, OpenCast>();
  private readonly ending = new AbortController();

  constructor(
    private readonly joined: Room,
    readonly attendance: Attendance,
    readonly outlet: CastSessionOutlet,
    private readonly listener: CastSessionListener,
  ) {}

  /** Aborts when the connection ends, so that what it waits for need not be read. */
  get gone(): AbortSignal {
    return this.ending.signal;
  }

  /** The room that serves this connection: after the event, the room of a later one. */
  get room(): Room {
    return this.joined.latest;
  }

  /** Whether the participant's event is over. Its casts are then stored but not shown. */
  get isOver(): boolean {
    return this.attendance.eventId !== this.room.eventId;
  }

  /** @param now ms since 1970  @throws FailureError `cast-busy` */
  start({ stream, ...head }: CastStart, now: number): void {
    if (this.open.size >= MAX_OPEN_CASTS || this.open.has(stream)) throw new FailureError('cast-busy');
    const cast = new OpenCast(head, startOf(head, now));
    this.open.set(stream, cast);
    this.listener.opened(this, cast);
  }

  /**
   * Appends a batch to its cast. A bad batch drops the cast, and the wand replays it.
   * @throws CastFailure if the cast was dropped, FailureError `cast-unknown` if there is none for the batch
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
   * Removes and checks a finished cast. If its messages were delayed, its start is corrected (SPEC Z2).
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

  /** Ends the session with its connection. */
  close(): void {
    this.ending.abort();
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

/** A failure that dropped a cast in progress. */
export class CastFailure extends FailureError {
  constructor(
    readonly castId: CastId,
    { code, detail }: FailureError,
  ) {
    super(code, detail);
  }
}

/** When a streamed cast began, ms since 1970: at its arrival, unless its phone measured that its link had stalled. */
function startOf({ startedAt, offsetMs }: Pick<CastStart, 'startedAt' | 'offsetMs'>, now: number): number {
  const measured = offsetMs === null ? now : startedAt + offsetMs;
  const lateMs = now - measured;
  return lateMs >= STALL_MS.least && lateMs <= STALL_MS.most ? measured : now;
}

/**
 * Reads a replayed cast like a stream that arrives in one batch. Its start is as the phone measured it by this server's
 * clock, but early enough for the cast to have ended by now (SPEC Z2).
 * @param now ms since 1970
 * @throws FailureError as OpenCast.append and OpenCast.check
 */
export function replayedCast({ samples, count, checksum, ...head }: CastReplay, now: number): OpenCast {
  const cast = new OpenCast(head, null);
  const sampleCount = samples.byteLength / (2 * wordsPerSample(head.channels));
  if (!Number.isInteger(sampleCount)) throw new FailureError('batch-malformed', `${sampleCount} samples`);
  const words = bytesToWords(samples);
  if (sampleCount > 0) cast.append({ stream: 0, sequence: 0, channels: head.channels, count: sampleCount, words });
  cast.check({ count, checksum });
  const measuredStart = head.offsetMs === null ? -1 : head.startedAt + head.offsetMs;
  // Else the start is unknown or the phone's clock is wrong.
  if (measuredStart >= 0) cast.beganAt = Math.min(measuredStart, now - cast.live.durationMs);
  return cast;
}
