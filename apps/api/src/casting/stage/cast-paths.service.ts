import {
  ROUND_LATE_MS,
  roundStage,
  type ParticipantId,
  type Recognition,
  type Round,
  type StageStroke,
  type StageView,
} from '@wandcast/protocol';
import { Clock } from '../../platform/clock.js';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { HealthStats } from '../../rooms/health-stats/health-stats.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { Room } from '../../rooms/room/room.js';
import { RoomTurns } from '../../rooms/room/room-turns.js';
import type { OpenCast } from '../ingest/open-cast.js';
import { packedPath } from '../signal/packed-path.js';

/** Views of the stage that show casts. */
const CAST_VIEWS: ReadonlySet<StageView> = new Set<StageView>(['lobby', 'live', 'teach', 'round']);

/** Most casts in progress whose stroke the stage draws. */
const MAX_STROKES = 4;

/** Samples of a cast with a stroke. From fewer the estimate is arbitrary; more are no spell, and take longer. */
const [MIN_SAMPLES, MAX_SAMPLES] = [12, 600];

/**
 * Most results per second with a path, so that paths take less than 1 % of the thread when a large room casts at once.
 * Participants who are featured have theirs in addition.
 */
const RESULT_PATHS_PER_S = 6;

/** Of these, at most this many are fizzled or taught casts. */
const OTHER_PATHS_PER_S = 2;

/** A cast that does not grow for so long makes room for others, ms. Phones send samples ten times a second. */
const STALLED_MS = 1_000;

/** How long a cast takes from its last sample to its result, ms. */
const ANSWER_MS = 1_000;

/** A cast in progress on the stage. */
export interface ShownOpenCast {
  readonly slot: number;
  readonly participantId: ParticipantId;
}

/** Estimates the paths of a few casts for the stage (SPEC S7). */
@RoomPart()
export class CastPaths {
  /** The newest round, set by the part that knows the rounds. Players of a running duel are featured. */
  round: Round | null = null;
  private readonly resultLimiter = new KeyedRateLimiter(RESULT_PATHS_PER_S, 1_000);
  private readonly otherLimiter = new KeyedRateLimiter(OTHER_PATHS_PER_S, 1_000);
  /** The last stroke of a cast: its number of samples, and when it was drawn. */
  private readonly drawn = new WeakMap<OpenCast, { readonly count: number; readonly at: number }>();
  /** Strokes that may be drawn; a share of less than one is kept for the next time. */
  private due = 0;

  constructor(
    private readonly room: Room,
    private readonly stats: HealthStats,
    private readonly clock: Clock,
    private readonly turns: RoomTurns = new RoomTurns(),
  ) {}

  /**
   * Paths so far of at most MAX_STROKES casts, or the room's share of them: those of featured participants first, then
   * the ones that began first, so that a stroke is continued until its cast ends.
   * @param open casts in progress, in the order of their start
   */
  strokes(open: ReadonlyMap<OpenCast, ShownOpenCast>): StageStroke[] {
    if (open.size === 0 || !this.isShown) return [];
    this.due = Math.min(MAX_STROKES, this.due + MAX_STROKES * this.share());
    const most = Math.floor(this.due);
    this.due -= most;
    const featured = this.featured();
    const rank = ({ participantId }: ShownOpenCast): number => {
      const index = featured.indexOf(participantId);
      return index === -1 ? featured.length : index;
    };
    return [...open]
      .filter(([cast]) => this.isGrowing(cast))
      .sort(([, one], [, other]) => rank(one) - rank(other))
      .slice(0, most)
      .flatMap(([cast, { slot }]) => {
        const { count } = cast.live;
        if (this.drawn.get(cast)?.count === count) return [];
        this.drawn.set(cast, { count, at: this.clock.now() });
        const path = packedPath(cast.live.signal());
        return path === '' ? [] : [{ slot, path }];
      });
  }

  /** The path of a finished cast; undefined if the stage does not show casts now, or after too many in a second. */
  ofResult(participantId: ParticipantId, cast: OpenCast, recognition: Recognition | null): string | undefined {
    if (!this.isShown) return undefined;
    const isRecognized = cast.head.intent === 'cast' && recognition?.spell != null;
    if (!this.featured().includes(participantId) && !this.isWithinLimit(isRecognized)) return undefined;
    return packedPath(cast.live.signal());
  }

  /** Whether more strokes of a cast can be expected: a phone that lost its connection leaves one open for a while. */
  private isGrowing(cast: OpenCast): boolean {
    const { count } = cast.live;
    const last = this.drawn.get(cast);
    const isStalled = last?.count === count && this.clock.now() - last.at > STALLED_MS;
    return count >= MIN_SAMPLES && count <= MAX_SAMPLES && !isStalled;
  }

  private isWithinLimit(isRecognized: boolean): boolean {
    const [now, share] = [performance.now(), this.share()];
    if (!isRecognized && !this.otherLimiter.allows('', now, Math.ceil(OTHER_PATHS_PER_S * share))) return false;
    return this.resultLimiter.allows('', now, Math.ceil(RESULT_PATHS_PER_S * share));
  }

  /** Of the paths that it could have, as other rooms show casts too. */
  private share(): number {
    return this.turns.paths.of(this.room.eventId, performance.now());
  }

  private get isShown(): boolean {
    const { view, blank } = this.room.event;
    return !blank && CAST_VIEWS.has(view) && this.stats.connectedStages > 0;
  }

  /** Players of a running duel, then the participant in the spotlight. */
  private featured(): ParticipantId[] {
    const { spotlight } = this.room.event;
    const featured = [...(this.isDueling() ? (this.round?.duel ?? []) : [])];
    if (spotlight.by === 'participant') featured.push(spotlight.participantId);
    return featured;
  }

  /** Whether casts of a duel can be in progress, or arrive late. */
  private isDueling(): boolean {
    if (this.round?.duel == null || this.round.undone) return false;
    const now = this.clock.now();
    return roundStage(this.round, now) !== 'over' || now < this.round.endsAt + ROUND_LATE_MS + ANSWER_MS;
  }
}
