import { estimatePath, type Signal } from '@wandcast/gesture';
import {
  ROUND_GRACE_MS,
  packPath,
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
import type { OpenCast } from '../ingest/open-cast.js';

/** Views of the stage that show casts. */
const CAST_VIEWS: ReadonlySet<StageView> = new Set<StageView>(['lobby', 'live', 'teach', 'round']);

/** Most casts in progress whose stroke the stage draws. An estimate takes half a millisecond of the server's thread. */
const MAX_STROKES = 4;

/** Fewest samples of a stroke; from fewer the estimate is arbitrary. */
const MIN_SAMPLES = 12;

/**
 * Most results per second with a path, so that paths take less than 1 % of the thread when a large room casts at once.
 * Participants who are featured have theirs in addition.
 */
const RESULT_PATHS_PER_S = 6;

/** Of these, at most so many are of fizzled and taught casts. */
const OTHER_PATHS_PER_S = 2;

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
  /** Number of samples of the last stroke of a cast. */
  private readonly drawn = new WeakMap<OpenCast, number>();

  constructor(
    private readonly room: Room,
    private readonly stats: HealthStats,
    private readonly clock: Clock,
  ) {}

  /**
   * Paths so far of at most MAX_STROKES casts: those of featured participants first, then the ones that began first, so
   * that a stroke is continued until its cast ends.
   * @param open casts in progress, in the order of their start
   */
  strokes(open: ReadonlyMap<OpenCast, ShownOpenCast>): StageStroke[] {
    if (open.size === 0 || !this.isShown) return [];
    const featured = this.featured();
    const rank = ({ participantId }: ShownOpenCast): number => {
      const index = featured.indexOf(participantId);
      return index === -1 ? featured.length : index;
    };
    return [...open]
      .filter(([cast]) => cast.live.count >= MIN_SAMPLES)
      .sort(([, one], [, other]) => rank(one) - rank(other))
      .slice(0, MAX_STROKES)
      .flatMap(([cast, { slot }]) => {
        if (this.drawn.get(cast) === cast.live.count) return [];
        this.drawn.set(cast, cast.live.count);
        const path = pathOf(cast.live.signal());
        return path === '' ? [] : [{ slot, path }];
      });
  }

  /** The path of a finished cast; undefined if the stage does not show casts now, or after too many in a second. */
  ofResult(participantId: ParticipantId, cast: OpenCast, recognition: Recognition | null): string | undefined {
    if (!this.isShown) return undefined;
    const isRecognized = cast.head.intent === 'cast' && recognition?.spell != null;
    if (!this.featured().includes(participantId) && !this.isWithinLimit(isRecognized)) return undefined;
    return pathOf(cast.live.signal());
  }

  private isWithinLimit(isRecognized: boolean): boolean {
    const now = performance.now();
    return (isRecognized || this.otherLimiter.allows('', now)) && this.resultLimiter.allows('', now);
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

  /** Whether casts of a duel can be in progress. */
  private isDueling(): boolean {
    if (this.round?.duel == null || this.round.undone) return false;
    const now = this.clock.now();
    return roundStage(this.round, now) !== 'over' || now < this.round.endsAt + ROUND_GRACE_MS;
  }
}

/** The packed path of a signal; '' if nothing moved. */
function pathOf(signal: Signal): string {
  const path = estimatePath(signal);
  const [start] = path;
  const hasMoved = path.some(({ x, y }) => x !== start?.x || y !== start.y);
  return hasMoved ? packPath(path) : '';
}
