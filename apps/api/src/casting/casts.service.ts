import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  FailureError,
  MIN_CAST_SAMPLES,
  type CastId,
  type CastReplay,
  type CastStart,
  packFetchedCasts,
  type FetchedCasts,
  type FromWand,
  type ListedCast,
  type ParticipantId,
  type StoredCast,
} from '@wandcast/protocol';
import type { Attendance } from '../rooms/participants/attendance.js';
import { LivePredictions } from './ingest/live-predictions.js';
import { Log } from '../platform/logging/log.js';
import { HeldAnswers } from '../platform/failures/held-answers.js';
import { BulkWork } from '../platform/limits/bulk-work.js';
import { CastActivity } from '../platform/limits/cast-activity.js';
import { PacedQueue } from '../platform/limits/paced-queue.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { StageFrames } from './stage/stage-frames.service.js';
import { CastSession, replayedCast, type CastSessionListener, type CastSessionOutlet } from './ingest/cast-session.js';
import { castRow, type CastRow } from './storage/cast-row.js';
import { EarlierCasts } from './storage/earlier-casts.js';
import { CastRowsRepository } from './storage/cast-rows.repository.js';
import { CastWriter } from './storage/cast-writer.js';
import { CastsRepository } from './storage/casts.repository.js';
import { PersonalAdapters } from './personal/personal-adapters.service.js';
import type { OpenCast } from './ingest/open-cast.js';
import { isBelieved } from './ingest/spotted-cast.js';
import { Inference } from '../models/inference.service.js';
import type { Room } from '../rooms/room/room.js';

/** Requests of one participant for its own casts that may wait, on all of its connections. */
const MAX_WAITING_READS = 8;

/** How long a participant then rests, as a multiple of the time that took. */
const OWN_REST = 4;

/** Participants whose requests wait for a turn among everything that is read; others wait until one of them is done. */
const READERS = 8;

/** How long the answer to a duplicate is held back, ms: a phone repeats a few casts, a hostile client one without end. */
const DUPLICATE_MS = 100;

/** A cast that is being recognized and stored. */
interface FinishingCast {
  readonly storing: Promise<StoredCast>;
  readonly attendance: Attendance;
  readonly checksum: number;
}

/** Processes casts: session while in progress, then recognition, COMMIT and stage. */
@Injectable()
export class CastsService implements BeforeApplicationShutdown {
  private readonly writer: CastWriter;
  private readonly earlier: EarlierCasts;
  private readonly duplicates = new HeldAnswers(DUPLICATE_MS);
  /** Casts between their end and their COMMIT. */
  private readonly finishing = new Map<CastId, FinishingCast>();
  private stopping = false;
  /** What each participant asks for at a time, up to 1 MB (SPEC M5); everything that is read takes turns in `bulk`. */
  private readonly reads = new PacedQueue({
    ...{ concurrency: READERS, rest: () => OWN_REST, rests: 'client', waiting: MAX_WAITING_READS },
  });

  constructor(
    rows: CastRowsRepository,
    private readonly casts: CastsRepository,
    private readonly bulk: BulkWork,
    private readonly activity: CastActivity,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.writer = new CastWriter(
      (group) => rows.insert(group),
      (count) => {
        this.metrics.commitCasts.observe(count);
      },
    );
    this.earlier = new EarlierCasts((ids) => rows.findAll(ids));
  }

  /** Opens a session for one connection of a participant. */
  openSession(room: Room, attendance: Attendance, outlet: CastSessionOutlet): CastSession {
    return new CastSession(room, attendance, outlet, this.listener);
  }

  /** @throws FailureError `event-over`, `spell-unknown`, `cast-busy` */
  start(session: CastSession, start: CastStart): void {
    if (session.isOver) throw new FailureError('event-over');
    if (start.spell !== null) session.room.part(Spellbook).check(start.spell);
    session.start(start, Date.now());
  }

  /** Resolves after COMMIT. @throws FailureError of CastSession.end, or as `replay` */
  async end(session: CastSession, end: FromWand<'cast:end'>): Promise<StoredCast> {
    try {
      return await this.finish(session, session.end(end, Date.now()));
    } catch (error) {
      session.room.part(StageFrames).aborted(session.attendance.participant); // no result will follow
      throw error;
    }
  }

  /**
   * Resolves after COMMIT; for a duplicate, a moment later. @throws FailureError of the samples, or `spell-unknown`,
   * `cast-conflict`, `cast-deleted`, `participant-forgotten`, `overloaded`, `movement-ignored`
   */
  async replay(session: CastSession, replay: CastReplay): Promise<StoredCast> {
    if (replay.spell !== null) session.room.part(Spellbook).check(replay.spell);
    session.cancel(replay.castId); // the replay contains everything that was streamed
    const stored = await this.finish(session, replayedCast(replay, Date.now()), true);
    if (stored.duplicate) await this.duplicates.hold();
    return stored;
  }

  /** @throws FailureError `overloaded` if too many requests of the participant wait, and the reason of `session.gone` */
  list({ attendance, gone }: CastSession, { after, limit }: FromWand<'casts:list'>): Promise<ListedCast[]> {
    const { id } = attendance.participant;
    return this.readOwn(id, gone, () => this.casts.listOf(id, after, limit));
  }

  /**
   * The participant's own casts with their samples, in the requested order; other ids are ignored.
   * @throws as `list`
   */
  fetch({ attendance, gone }: CastSession, { castIds }: FromWand<'casts:fetch'>): Promise<FetchedCasts> {
    const { id } = attendance.participant;
    const read = async (): Promise<FetchedCasts> => {
      const casts = new Map((await this.casts.listSamples(id, castIds)).map((cast) => [cast.castId, cast]));
      return packFetchedCasts([...new Set(castIds)].flatMap((castId) => casts.get(castId) ?? []));
    };
    return this.readOwn(id, gone, read);
  }

  private readOwn<T>(id: ParticipantId, gone: AbortSignal, read: () => Promise<T>): Promise<T> {
    return this.reads.run(id, () => this.bulk.run({ id, gone }, read), gone);
  }

  /** Number of casts of an event between their end and their COMMIT. */
  waiting(eventId: string): number {
    return Array.from(this.finishing.values()).filter(({ attendance }) => attendance.eventId === eventId).length;
  }

  /** Stores all accepted casts before the server stops. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true; // later casts stay on their phones
    this.duplicates.release();
    await Promise.allSettled(Array.from(this.finishing.values(), ({ storing }) => storing));
    await this.writer.drain();
  }

  /** @param mayBeStored whether to look it up before it is recognized */
  private async finish(session: CastSession, cast: OpenCast, mayBeStored = false): Promise<StoredCast> {
    if (this.stopping) throw new FailureError('overloaded', 'the server is stopping');
    const { castId } = cast.head;
    const inProgress = this.finishing.get(castId);
    if (inProgress !== undefined) return this.join(inProgress, session.attendance, cast);
    const storing = this.store(session, cast, mayBeStored);
    this.finishing.set(castId, { storing, attendance: session.attendance, checksum: cast.checksum });
    try {
      return await storing;
    } finally {
      this.finishing.delete(castId);
    }
  }

  /** Waits for the cast that is already being stored, so that repeated replays add no work. */
  private async join(
    inProgress: FinishingCast,
    { participant }: Attendance,
    { checksum }: OpenCast,
  ): Promise<StoredCast> {
    if (inProgress.attendance.participant.id !== participant.id || inProgress.checksum !== checksum)
      throw new FailureError('cast-conflict');
    const stored = await inProgress.storing;
    this.metrics.casts.inc({ outcome: 'duplicate' });
    return { ...stored, duplicate: true };
  }

  private async store(session: CastSession, cast: OpenCast, mayBeStored: boolean): Promise<StoredCast> {
    const began = performance.now();
    if (cast.live.count < MIN_CAST_SAMPLES) throw new FailureError('cast-too-short', `${cast.live.count} samples`);
    const { attendance } = session;
    const owner = { eventId: attendance.eventId, participantId: attendance.participant.id };
    if (mayBeStored) {
      const duplicate = await this.duplicateOf({ id: cast.head.castId, checksum: cast.checksum, ...owner });
      if (duplicate !== undefined) return duplicate;
    }
    const { room } = session; // read after the look-up, which may outlast the event
    const lookedUp = performance.now();
    const stats = room.part(HealthStats);
    const recognition = await room.part(PersonalAdapters).recognize(attendance.participant.id, cast);
    if (recognition !== null) {
      stats.recognized(performance.now() - lookedUp);
      this.metrics.recognizeSeconds.observe((performance.now() - lookedUp) / 1000);
    }
    if (cast.head.spotted && !isBelieved(cast, recognition, room.part(Inference).model)) {
      this.metrics.casts.inc({ outcome: 'ignored' });
      throw new FailureError('movement-ignored');
    }
    const row = castRow(cast, owner, recognition);
    const isNew = await this.writer.write(row);
    stats.stored(performance.now() - began);
    this.metrics.storeSeconds.observe((performance.now() - began) / 1000);
    if (!isNew) {
      const duplicate = await this.duplicateOf(row);
      if (duplicate === undefined) throw new FailureError('cast-deleted');
      return duplicate;
    }
    this.metrics.casts.inc({ outcome: recognition?.spell == null ? 'fizzled' : 'recognized' });
    if (!session.isOver) {
      session.room.part(StageFrames).finished(attendance.participant, cast, recognition);
      session.room.events.emit('cast:stored', row);
    }
    return { castId: row.id, duplicate: false, recognition };
  }

  /** The answer to a cast that is stored; undefined if it is not. @throws FailureError `cast-conflict`, `overloaded` */
  private async duplicateOf(cast: Pick<CastRow, 'id' | 'participantId' | 'checksum'>): Promise<StoredCast | undefined> {
    const answer = await this.earlier.answer(cast);
    if (answer === undefined) return undefined;
    this.metrics.casts.inc({ outcome: 'duplicate' });
    this.log.info({ castId: cast.id }, 'ignored a replay of a stored cast');
    return answer;
  }

  private readonly listener: CastSessionListener = {
    opened: ({ room, attendance, outlet }, cast) => {
      room.part(LivePredictions).watch(cast, outlet);
      room.part(StageFrames).opened(attendance.participant, cast);
    },
    moved: ({ room }, cast, batch) => {
      this.activity.moved(performance.now());
      this.metrics.samples.inc(batch.count);
      room.part(StageFrames).moved(cast);
    },
    dropped: ({ room, attendance }, cast, ending) => {
      room.part(LivePredictions).forget(cast);
      room.part(StageFrames).closed(cast);
      if (!ending) room.part(StageFrames).aborted(attendance.participant);
    },
  };
}
