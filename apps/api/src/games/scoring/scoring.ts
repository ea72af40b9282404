import {
  ROUND_GRACE_MS,
  ROUND_LATE_MS,
  lengthMs,
  playedMs,
  type CastId,
  type ParticipantId,
  type Points,
  type Round,
  type SpellId,
} from '@wandcast/protocol';

/** A stored cast with the fields used for scoring. Times are ms since 1970 by the server's clock. */
export interface PlayedCast {
  readonly castId: CastId;
  readonly participantId: ParticipantId;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly receivedAt: number;
  /** Null if it fizzled or no model was active. */
  readonly recognized: SpellId | null;
  /** Highest probability of the prediction, 0..1. */
  readonly confidence: number;
}

/** A participant's score in one round. */
interface RoundScore {
  readonly points: number;
  /** When the score was reached: the end of the last cast that counts. */
  readonly at: number;
  /** The casts that count: the best one, or in a free round the best of each spell. */
  readonly casts: readonly Points[];
}

/** The result of one round. */
export interface RoundResult {
  readonly round: Round;
  /** Whether no cast still in progress can change it. */
  readonly isSettled: boolean;
  /** All casts of the round, in the order they ended. */
  readonly casts: readonly PlayedCast[];
  /** Scores of the participants with points, best first. */
  readonly scores: ReadonlyMap<ParticipantId, RoundScore>;
}

/** A participant's total score. */
export interface Score {
  readonly participantId: ParticipantId;
  readonly points: number;
  readonly at: number;
  /** Current number of consecutive rounds with points. Rounds they could not play are skipped. */
  readonly streak: number;
}

/** Most points for confidence, speed and streak, by kind of round. */
const MAX_POINTS = {
  order: { confidence: 50, speed: 30, streak: 20 },
  duel: { confidence: 50, speed: 30, streak: 20 },
  fastest: { confidence: 0, speed: 100, streak: 0 },
  imitate: { confidence: 100, speed: 0, streak: 0 },
  free: { confidence: 20, speed: 0, streak: 0 },
} as const satisfies Record<Round['kind'], { confidence: number; speed: number; streak: number }>;

/** Points for each round of a streak. */
const STREAK_STEP = 5;

/** Fewest points for a hit, so that one at the end of a `fastest` round still scores. */
const MIN_POINTS = 1;

/** Points for winning a duel. */
const DUEL_BONUS = 50;

/** Whether a cast belongs to a round (SPEC G4). */
export function belongsTo(round: Round, cast: PlayedCast): boolean {
  const { participantId, beganAt } = cast;
  const isPlayer = round.duel === null || round.duel.includes(participantId);
  const isOpen = beganAt >= round.startsAt && beganAt < (round.pausedAt ?? round.endsAt);
  const isHalted = round.pauses.some(([from, until]) => beganAt >= from && beganAt < until);
  const isInTime = cast.endedAt <= round.endsAt + ROUND_GRACE_MS && cast.receivedAt <= round.endsAt + ROUND_LATE_MS;
  return isPlayer && isOpen && !isHalted && (isInTime || round.pausedAt !== null);
}

/** The spell that a cast hit; undefined if it missed. Only the best cast per participant and spell counts. */
function spellHit(round: Round, { recognized }: PlayedCast): SpellId | undefined {
  if (recognized === null || (round.spell !== null && recognized !== round.spell)) return undefined;
  return recognized;
}

/** Points of a hit. @param streak consecutive rounds with points before this one */
export function pointsFor(round: Round, cast: PlayedCast, streak: number): Points {
  const most = MAX_POINTS[round.kind];
  const share = Math.max(0, Math.min(1, playedMs(round, cast.endedAt) / Math.max(1, lengthMs(round))));
  const parts = {
    confidence: Math.round(most.confidence * cast.confidence),
    speed: Math.round(most.speed * (1 - share)),
    streak: Math.min(most.streak, STREAK_STEP * streak),
  };
  return { castId: cast.castId, total: Math.max(MIN_POINTS, parts.confidence + parts.speed + parts.streak), ...parts };
}

/**
 * @param all casts in any order
 * @param streaks consecutive rounds with points before this one
 * @param now ms since 1970
 */
export function resultOf(
  round: Round,
  all: readonly PlayedCast[],
  streaks: ReadonlyMap<ParticipantId, number>,
  now: number,
): RoundResult {
  const casts = all.filter((cast) => belongsTo(round, cast)).sort(earlierFirst);
  const best = new Map<ParticipantId, Map<SpellId, { readonly points: Points; readonly at: number }>>();
  for (const cast of casts) {
    const target = spellHit(round, cast);
    if (target === undefined) continue;
    const own = best.get(cast.participantId) ?? new Map<SpellId, { points: Points; at: number }>();
    const points = pointsFor(round, cast, streaks.get(cast.participantId) ?? 0);
    const before = own.get(target);
    if (before === undefined || points.total > before.points.total) own.set(target, { points, at: cast.endedAt });
    best.set(cast.participantId, own);
  }
  const scores = Array.from(best, ([participantId, own]): [ParticipantId, RoundScore] => {
    const counted = [...own.values()];
    const points = counted.reduce((sum, one) => sum + one.points.total, 0);
    const at = Math.max(...counted.map((one) => one.at));
    return [participantId, { points, at, casts: counted.map((one) => one.points) }];
  });
  const rewarded = round.kind === 'duel' ? withBonus(scores) : scores;
  const ordered = rewarded.sort(([, a], [, b]) => b.points - a.points || a.at - b.at);
  const isSettled = round.pausedAt === null && now >= round.endsAt + ROUND_GRACE_MS;
  return { round, isSettled, casts, scores: new Map(ordered) };
}

/** Adds the duel bonus for the winner, split in a tie. */
function withBonus(scores: readonly [ParticipantId, RoundScore][]): [ParticipantId, RoundScore][] {
  const most = Math.max(...scores.map(([, { points }]) => points));
  const winners = scores.filter(([, { points }]) => points === most).length;
  return scores.map(([participantId, score]) => {
    const bonus = score.points === most ? DUEL_BONUS / winners : 0;
    return [participantId, { ...score, points: score.points + bonus }];
  });
}

/** Results of all rounds that have begun, last longer than 0 ms and are not undone. @param now ms since 1970 */
export function resultsOf(rounds: readonly Round[], casts: readonly PlayedCast[], now: number): RoundResult[] {
  const streaks = new Map<ParticipantId, number>();
  return rounds
    .filter((round) => !round.undone && round.startsAt <= now && lengthMs(round) > 0)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((round) => {
      const result = resultOf(round, casts, streaks, now);
      countStreaks(streaks, result);
      return result;
    });
}

/** Updates the streaks. A round that a participant could not play, or that is not settled, ends no streak. */
function countStreaks(streaks: Map<ParticipantId, number>, { round, isSettled, scores }: RoundResult): void {
  for (const participantId of streaks.keys())
    if (isSettled && !scores.has(participantId) && (round.duel === null || round.duel.includes(participantId)))
      streaks.set(participantId, 0);
  for (const participantId of scores.keys()) streaks.set(participantId, (streaks.get(participantId) ?? 0) + 1);
}

/** Total scores, best first. Ties are broken by time, then by id, so that the order is deterministic. */
export function scoresOf(results: readonly RoundResult[]): Score[] {
  const sums = new Map<ParticipantId, { points: number; at: number }>();
  const streaks = new Map<ParticipantId, number>();
  for (const result of results) {
    for (const [participantId, { points, at }] of result.scores) {
      const before = sums.get(participantId);
      sums.set(participantId, { points: (before?.points ?? 0) + points, at: Math.max(before?.at ?? 0, at) });
    }
    countStreaks(streaks, result);
  }
  return Array.from(sums, ([participantId, { points, at }]) => ({
    participantId,
    points,
    at,
    streak: streaks.get(participantId) ?? 0,
  })).sort((a, b) => b.points - a.points || a.at - b.at || (a.participantId < b.participantId ? -1 : 1));
}

/** Competition ranking (1, 2, 2, 4) of a list sorted by points. */
export function ranksOf(ordered: readonly { readonly points: number }[]): number[] {
  const ranks: number[] = [];
  for (const [i, { points }] of ordered.entries())
    ranks.push(i > 0 && ordered[i - 1]?.points === points ? (ranks[i - 1] ?? 1) : i + 1);
  return ranks;
}

function earlierFirst(a: PlayedCast, b: PlayedCast): number {
  return a.endedAt - b.endedAt || (a.castId < b.castId ? -1 : 1);
}
