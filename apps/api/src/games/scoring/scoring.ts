import {
  ROUND_GRACE_MS,
  ROUND_LATE_MS,
  lengthMs,
  type ParticipantId,
  type Points,
  type Round,
  type SpellId,
} from '@wandcast/protocol';
import { CastsByStart } from './casts-by-start.js';
import type { PlayedCast } from './played-cast.js';
import { DUEL_BONUS, MAX_ROUND_POINTS, pointsFor } from './points.js';
import { byPoints } from './ranks.js';

/** Time after a settled round until casts that arrived just before are committed and read, ms. */
const COMMIT_MS = 500;

/** A participant's score in one round. */
interface RoundScore {
  readonly points: number;
  /** When the score was reached: the end of the last cast that counts. */
  readonly at: number;
  /** The casts that count: the best one, or in a free round the best of each spell. */
  readonly casts: readonly Points[];
}

type Scores = ReadonlyMap<ParticipantId, RoundScore>;

/** Consecutive rounds with points by participant. */
type StreakCounts = Map<ParticipantId, number>;

/** Consecutive rounds with points, of casts and of tapped casts. */
export class Streaks {
  constructor(
    readonly ranked: StreakCounts = new Map(),
    readonly tapped: StreakCounts = new Map(),
  ) {}

  count(result: RoundResult): void {
    countStreaks(this.ranked, result, result.scores);
    countStreaks(this.tapped, result, result.tapped);
  }

  copy(): Streaks {
    return new Streaks(new Map(this.ranked), new Map(this.tapped));
  }
}

/** The result of one round. */
export interface RoundResult {
  readonly round: Round;
  /** Whether no cast can change it anymore. */
  readonly isSettled: boolean;
  /** All casts of the round, in the order they ended, including tapped ones. */
  readonly casts: readonly PlayedCast[];
  /** Scores of the participants with points, best first. */
  readonly scores: Scores;
  /** Scores from tapped casts, which are not ranked. */
  readonly tapped: Scores;
}

/** A participant's total score. */
export interface Score {
  readonly participantId: ParticipantId;
  readonly points: number;
  readonly at: number;
  /** Current number of consecutive rounds with points. Rounds they could not play are skipped. */
  readonly streak: number;
}

/** When a round accepts no more casts, ms since 1970; Infinity while it is paused. */
export function closesAt({ pausedAt, endsAt }: Pick<Round, 'pausedAt' | 'endsAt'>): number {
  return pausedAt === null ? endsAt + ROUND_LATE_MS : Infinity;
}

/** When the result of a round is final, ms since 1970; Infinity while it is paused. */
export function settlesAt(round: Pick<Round, 'pausedAt' | 'endsAt'>): number {
  return closesAt(round) + COMMIT_MS;
}

/** Whether a cast belongs to a round (SPEC G4). */
export function belongsTo(round: Round, cast: PlayedCast): boolean {
  const { participantId, beganAt } = cast;
  const isPlayer = round.duel === null || round.duel.includes(participantId);
  const isOpen = beganAt >= round.startsAt && beganAt < (round.pausedAt ?? round.endsAt);
  const isHalted = round.pauses.some(([from, until]) => beganAt >= from && beganAt < until);
  const isInTime = round.pausedAt !== null || cast.endedAt <= round.endsAt + ROUND_GRACE_MS;
  return isPlayer && isOpen && !isHalted && isInTime && cast.receivedAt <= closesAt(round);
}

/** The spell that a cast hit; undefined if it missed. Only the best cast per participant and spell counts. */
function spellHit(round: Round, { recognized }: PlayedCast): SpellId | undefined {
  if (recognized === null || (round.spell !== null && recognized !== round.spell)) return undefined;
  return recognized;
}

/**
 * @param all casts in any order
 * @param streaks before this round
 * @param now ms since 1970
 */
export function resultOf(
  round: Round,
  all: readonly PlayedCast[],
  streaks: Readonly<Record<'ranked' | 'tapped', ReadonlyMap<ParticipantId, number>>>,
  now: number,
): RoundResult {
  const casts = all.filter((cast) => belongsTo(round, cast)).sort(earlierFirst);
  const ranked = scoresIn(round, casts.filter((cast) => !cast.isTapped), streaks.ranked); // prettier-ignore
  const tapped = scoresIn(round, casts.filter((cast) => cast.isTapped), streaks.tapped); // prettier-ignore
  const scores = round.kind === 'duel' ? withBonus(ranked) : ranked;
  return { round, isSettled: now >= settlesAt(round), casts, scores: new Map(scores), tapped: new Map(tapped) };
}

/** Scores of these casts of a round, best first. @param casts in the order they ended */
function scoresIn(
  round: Round,
  casts: readonly PlayedCast[],
  streaks: ReadonlyMap<ParticipantId, number>,
): [ParticipantId, RoundScore][] {
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
  return Array.from(best, ([participantId, own]): [ParticipantId, RoundScore] => {
    const counted = [...own.values()];
    const sum = counted.reduce((points, one) => points + one.points.total, 0);
    const at = Math.max(...counted.map((one) => one.at));
    return [participantId, { points: Math.min(MAX_ROUND_POINTS, sum), at, casts: counted.map((one) => one.points) }];
  }).sort(bestFirst);
}

/** Adds the duel bonus for the winner, split if both have equal points at the same time. @param scores best first */
function withBonus(scores: readonly [ParticipantId, RoundScore][]): [ParticipantId, RoundScore][] {
  const [winner] = scores;
  if (winner === undefined) return [];
  const winners = scores.filter(([, score]) => byPoints(score, winner[1]) === 0).length;
  return scores.map(([participantId, score], i) => {
    const bonus = i < winners ? DUEL_BONUS / winners : 0;
    return [participantId, { ...score, points: score.points + bonus }];
  });
}

/** The rounds that have begun, last longer than 0 ms and are not undone, in their order. @param now ms since 1970 */
export function begunRounds(rounds: readonly Round[], now: number): Round[] {
  return rounds
    .filter((round) => !round.undone && round.startsAt <= now && lengthMs(round) > 0)
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** Results of all rounds that count. @param now ms since 1970 */
export function resultsOf(rounds: readonly Round[], casts: readonly PlayedCast[], now: number): RoundResult[] {
  return resultsAfter(new Streaks(), begunRounds(rounds, now), casts, now);
}

/** Results of rounds that follow others. @param before streaks after those; it stays as it is @param now ms since 1970 */
export function resultsAfter(
  before: Streaks,
  begun: readonly Round[],
  casts: readonly PlayedCast[],
  now: number,
): RoundResult[] {
  const [byStart, streaks] = [new CastsByStart(casts), before.copy()];
  return begun.map((round) => {
    const result = resultOf(round, byStart.during(round), streaks, now);
    streaks.count(result);
    return result;
  });
}

/** Updates the streaks. A round that a participant could not play, or that is not settled, ends no streak. */
function countStreaks(streaks: StreakCounts, { round, isSettled }: RoundResult, scores: Scores): void {
  for (const participantId of streaks.keys())
    if (isSettled && !scores.has(participantId) && (round.duel === null || round.duel.includes(participantId)))
      streaks.set(participantId, 0);
  for (const participantId of scores.keys()) streaks.set(participantId, (streaks.get(participantId) ?? 0) + 1);
}

/** Points and streaks after some rounds. */
export class Totals {
  private constructor(
    private readonly sums: Map<ParticipantId, Entry[1]>,
    private readonly streaks: StreakCounts,
  ) {}

  static of(results: readonly RoundResult[]): Totals {
    const totals = new Totals(new Map(), new Map());
    for (const result of results) totals.add(result);
    return totals;
  }

  /** Adds the round that follows. */
  add(result: RoundResult): void {
    for (const [participantId, { points, at }] of result.scores) {
      const before = this.sums.get(participantId);
      this.sums.set(participantId, { points: (before?.points ?? 0) + points, at: Math.max(before?.at ?? 0, at) });
    }
    countStreaks(this.streaks, result, result.scores);
  }

  /** Those after the round that follows. */
  with(result: RoundResult): Totals {
    const after = new Totals(new Map(this.sums), new Map(this.streaks));
    after.add(result);
    return after;
  }

  /** Best first. Ties are broken by time, then by id, so that the order is deterministic. */
  scores(): Score[] {
    return Array.from(this.sums)
      .sort(bestFirst)
      .map(([participantId, { points, at }]) => {
        return { participantId, points, at, streak: this.streaks.get(participantId) ?? 0 };
      });
  }
}

/** Total scores, best first. */
export function scoresOf(results: readonly RoundResult[]): Score[] {
  return Totals.of(results).scores();
}

type Entry = readonly [ParticipantId, { readonly points: number; readonly at: number }];

function bestFirst([idA, a]: Entry, [idB, b]: Entry): number {
  return byPoints(a, b) || (idA < idB ? -1 : 1);
}

function earlierFirst(a: PlayedCast, b: PlayedCast): number {
  return a.endedAt - b.endedAt || (a.castId < b.castId ? -1 : 1);
}
