import {
  type CastId,
  type Participant,
  type ParticipantId,
  type Recognition,
  type StageCounts,
  type StageFrame,
  type StageResult,
} from '@wandcast/protocol';
import type { OpenCast } from '../ingest/open-cast.js';
import { CastsRepository } from '../storage/casts.repository.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { CastCounter } from './cast-counter.js';
import { CastPaths, type ShownOpenCast } from './cast-paths.service.js';
import { LiveSeal } from './live-seal.js';
import { Presence } from '../../rooms/participants/presence.js';
import { Reactions } from './reactions.service.js';
import { SentCasts } from './sent-casts.js';
import { stageResult } from './stage-result.js';
import { StageResultQueue } from './stage-result-queue.js';
import { accelerationAt } from '../signal/acceleration.js';
import { Room } from '../../rooms/room/room.js';
import { RoomTurns } from '../../rooms/room/room-turns.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Interval of stage frames, ms. A broadcast costs the same whatever its size, so changes are sent together. */
const TICK_MS = 80;

/**
 * Most casts in progress that are updated in every frame. With more casts, updates are sent in every second frame, then
 * every third and so on: an entry costs as much as four bars, and small seals may grow in larger steps.
 */
const LIVE_PER_TICK = 120;

/** Strokes of casts in progress are estimated in every second frame: often enough to look fluid, at half the cost. */
const STROKE_TICKS = 2;

/** Counters go out with a frame at most this often, ms. */
const COUNTS_MS = 1_000;

/** Values of other parts, sent with the next frame. */
type FrameUpdate = Pick<StageFrame, 'tally' | 'board' | 'teachingNeeds'>;

/** Collects what the stage shows into one frame per tick; nothing is sent per cast or participant. */
@RoomPart()
export class StageFrames implements RoomLifecycle {
  private readonly seals = new Map<OpenCast, ShownOpenCast & { readonly seal: LiveSeal }>();
  private readonly results = new StageResultQueue();
  private readonly sentCasts = new SentCasts();
  private tick = 0;
  private readonly counter: CastCounter;
  private ended: number[] = [];
  private update: FrameUpdate = {};
  private sentCounts = '';
  private countsAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  /** Whether a frame waits for its turn. */
  private isWaiting = false;
  private isClosed = false;

  constructor(
    private readonly room: Room,
    stored: CastsRepository,
    private readonly presence: Presence,
    private readonly reactions: Reactions,
    private readonly paths: CastPaths,
    private readonly metrics: Metrics,
    private readonly turns: RoomTurns,
    log: Log,
  ) {
    this.counter = new CastCounter(() => stored.count(room.eventId), log);
  }

  async onOpen(): Promise<void> {
    this.room.bus.on('refreshed', () => {
      this.counter.countSoon();
    });
    await this.counter.count();
    this.room.events.on('casts:imported', () => this.counter.count());
    this.room.events.on('participant:hidden', ({ slot }) => {
      this.dropSlot(slot);
    });
    this.room.events.on('casts:deleted', (castIds) => {
      this.forget(castIds);
    });
    this.timer = setInterval(() => {
      if (this.isWaiting) return; // one frame at a time, however late it is
      this.isWaiting = true;
      this.turns.frames.add(this.room.eventId, () => {
        this.isWaiting = false;
        if (!this.isClosed) this.send();
      });
    }, TICK_MS);
  }

  onClose(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    this.counter.close();
  }

  opened(participant: Participant, cast: OpenCast): void {
    const slot = this.presence.slotOf(participant);
    if (slot !== undefined) this.seals.set(cast, { slot, participantId: participant.id, seal: new LiveSeal() });
  }

  moved(cast: OpenCast): void {
    const signal = cast.live.signal();
    this.seals.get(cast)?.seal.grow(signal.t, (index) => accelerationAt(signal, index));
  }

  /** The cast is no longer in progress; its seal stops growing. */
  closed(cast: OpenCast): void {
    this.seals.delete(cast);
  }

  /** A cast ended without a result; the stage resets its slot. */
  aborted(participant: Participant): void {
    const slot = this.presence.slotOf(participant);
    if (slot !== undefined) this.ended.push(slot);
  }

  finished(participant: Participant, cast: OpenCast, recognition: Recognition | null): void {
    this.counter.add();
    const slot = this.presence.slotOf(participant);
    if (slot === undefined) return; // left meanwhile, or hidden: the cast is counted but not shown
    const path = this.paths.ofResult(participant.id, cast, recognition);
    const result = stageResult(slot, cast, recognition, this.room.event.view === 'teach');
    this.results.add(path === undefined ? result : { ...result, path });
    this.sentCasts.add(cast.head.castId, participant.id);
  }

  /**
   * A stage shows a cast in its spotlight; tells its wand, once per cast. Ignored if stages did not receive the cast
   * lately, or its participant is hidden or gone.
   */
  spotlit(castId: CastId): void {
    const owner: ParticipantId | undefined = this.sentCasts.takeOwner(castId);
    if (owner !== undefined && this.presence.slotOf({ id: owner }) !== undefined)
      this.room.broadcaster.toWand(owner, 'spotlight:entered', { castId });
  }

  /** Adds values to the next frame. */
  include(update: FrameUpdate): void {
    this.update = { ...this.update, ...update };
  }

  /** Slots and bars of the casts in progress, for a stage that joins late. */
  live(): number[][] {
    return Array.from(this.seals.values(), ({ slot, seal }) => [slot, ...seal.whole()]);
  }

  /** Recent results of connected, visible participants. */
  recentResults(): StageResult[] {
    return this.results.recent(new Set(this.presence.wands().map(({ slot }) => slot)));
  }

  counts(): StageCounts {
    const { casts, perMinute } = this.counter;
    return { wands: this.presence.size, casts, perMinute };
  }

  private dropSlot(gone: number): void {
    for (const [cast, { slot }] of this.seals) if (slot === gone) this.seals.delete(cast);
    this.results.dropSlot(gone);
  }

  /** Drops deleted casts from the recent results and the count. */
  private forget(castIds: readonly CastId[]): void {
    this.results.dropCasts(new Set(castIds));
    this.sentCasts.delete(castIds);
    this.counter.countSoon();
  }

  private send(): void {
    this.tick++;
    const live = this.tick % Math.max(1, Math.ceil(this.seals.size / LIVE_PER_TICK)) === 0 ? this.grown() : [];
    const strokes = this.tick % STROKE_TICKS === 0 ? this.paths.strokes(this.seals) : [];
    const counts = this.freshCounts();
    const results = this.results.take();
    const frame: StageFrame = {
      tick: this.tick,
      ...this.presence.takeChanges(),
      ...this.reactions.take(),
      ...(live.length > 0 && { live }),
      ...(strokes.length > 0 && { strokes }),
      ...(this.ended.length > 0 && { ended: this.ended }),
      ...(results.length > 0 && { results }),
      ...(counts && { counts }),
      ...this.update,
    };
    if (Object.keys(frame).length === 1) return;
    [this.ended, this.update] = [[], {}];
    this.room.broadcaster.frame(frame);
    this.metrics.frames.inc();
  }

  /** New bars of the casts in progress. */
  private grown(): number[][] {
    return [...this.seals.values()].flatMap(({ slot, seal }) => {
      const bars = seal.take();
      return bars === undefined ? [] : [[slot, ...bars]];
    });
  }

  private freshCounts(): StageCounts | undefined {
    const now = performance.now();
    if (now - this.countsAt < COUNTS_MS) return undefined;
    const counts = this.counts();
    const text = JSON.stringify(counts);
    if (text === this.sentCounts) return undefined;
    [this.countsAt, this.sentCounts] = [now, text];
    this.room.broadcaster.toConsoles('counts:changed', counts);
    return counts;
  }
}
