import {
  type Board,
  type BoardRow,
  type CastId,
  type Grove,
  type GroveStanding,
  type OwnStanding,
  type ParticipantId,
  type Points,
  type RoundTally,
  type Spell,
  type SpellId,
  type TappedPoints,
  playedMs,
} from '@wandcast/protocol';
import { groves } from '@wandcast/protocol/schemas';
import type { Players } from '../scoring/players.js';
import { byPoints, ranksOf } from '../scoring/ranks.js';
import type { RoundResult, Score } from '../scoring/scoring.js';
import { Places, type Ranking } from './places.js';

/** Rows on the board, and leaders in a round's tally. */
const ROWS = 10;
const LEADERS = 5;

/** Before the first round. */
export const noBoard: Board = { rounds: 0, recent: [], people: 0, rows: [], groves: [], podium: [] };

export function boardOf(
  results: readonly RoundResult[],
  players: Players,
  ranking = new Places().after(results, players),
): Omit<Board, 'podium'> {
  const rows = ranking.scores.slice(0, ROWS).flatMap((score): BoardRow[] => {
    const player = players.get(score.participantId);
    const ranks = ranking.history.map(({ rank }) => rank.get(score.participantId) ?? null);
    return player === undefined ? [] : [{ ...player, ...standing(ranking, score), ranks }];
  });
  return {
    rounds: results.length,
    recent: ranking.history.map(({ number }) => number),
    people: ranking.scores.length,
    rows,
    groves: groveStandings(results, players, ranking),
  };
}

/** The participant's highest-scoring cast. */
export function bestCastOf(results: readonly RoundResult[], participantId: ParticipantId): Points | undefined {
  return results
    .flatMap(({ scores }) => scores.get(participantId)?.casts ?? [])
    .reduce<Points | undefined>((best, one) => (best === undefined || one.total > best.total ? one : best), undefined);
}

export function ownStanding(
  results: readonly RoundResult[],
  players: Players,
  ranking: Ranking,
  participantId: ParticipantId,
): OwnStanding {
  const score = ranking.score.get(participantId);
  const newest = results.at(-1);
  const { casts = [], points: gained = 0 } = newest?.scores.get(participantId) ?? {};
  const last = [...casts].sort((a, b) => (a.castId < b.castId ? -1 : 1)).at(-1) ?? null; // ids are ordered by time
  const none = { points: 0, rank: null, moved: null, streak: 0 };
  const { points, rank, moved, streak } = score === undefined ? none : standing(ranking, score);
  return {
    ...{ points, rank, of: ranking.scores.length, players: players.size, moved, streak, gained },
    ...{ isSettled: newest?.isSettled ?? true, tapped: tappedPoints(results, participantId), last },
  };
}

/** Null without a tapped cast that scored. */
function tappedPoints(results: readonly RoundResult[], participantId: ParticipantId): TappedPoints | null {
  const rounds = results.map(({ tapped }) => tapped.get(participantId)?.points ?? 0);
  const points = rounds.reduce((sum, one) => sum + one, 0);
  return points === 0 ? null : { points, gained: rounds.at(-1) ?? 0 };
}

/** The best cast of each leader of a settled round, in the same order; none before. */
export function bestCasts(result: RoundResult, leaders: RoundTally['leaders']): CastId[] {
  return result.isSettled ? leaders.flatMap(({ id }) => bestCastOf([result], id)?.castId ?? []) : [];
}

/** Without `bestCasts`. @param connected ids of the connected participants  @param spells of the spellbook, in order */
export function tallyOf(
  { round, isSettled, casts, scores }: RoundResult,
  players: Players,
  connected: readonly ParticipantId[],
  spells: readonly Spell[],
): Omit<RoundTally, 'bestCasts'> {
  const recognized = new Map<SpellId, number>(spells.map(({ id }) => [id, 0]));
  let fizzled = 0;
  for (const cast of casts) {
    if (cast.recognized === null) fizzled++;
    else recognized.set(cast.recognized, (recognized.get(cast.recognized) ?? 0) + 1);
  }
  const cast = new Set(casts.map(({ participantId }) => participantId));
  const expected = round.duel ?? connected.filter((id) => players.has(id));
  const leaders = Array.from(scores).flatMap(([id, score]) => {
    const player = players.get(id);
    return player === undefined
      ? []
      : [{ ...player, points: score.points, tookMs: Math.round(playedMs(round, score.at)) }];
  });
  return {
    roundId: round.id,
    recognized: [...recognized],
    fizzled,
    people: cast.size,
    of: new Set([...expected, ...cast]).size,
    isSettled,
    leaders: leaders.slice(0, LEADERS),
  };
}

function standing({ rank, before }: Ranking, { participantId, points, streak }: Score) {
  const now = rank.get(participantId) ?? 0;
  const then = before.rank.get(participantId);
  return { rank: now, points, streak, moved: then === undefined ? null : then - now };
}

/** Groves are ranked by points per player, so that large groves have no advantage. */
function groveStandings(results: readonly RoundResult[], players: Players, ranking: Ranking): GroveStanding[] {
  if (ranking.scores.length === 0) return [];
  const people = countByGrove(players);
  const now = sumByGrove(ranking.scores, players, people);
  const before = sumByGrove(ranking.before.scores, players, people);
  const ranksThen = groveRanks(before);
  const rankThen = new Map(before.map(({ grove }, i) => [grove, ranksThen[i] ?? 0]));
  const ranks = groveRanks(now);
  return now.map(({ grove, points, perHead, people }, i) => {
    const rank = ranks[i] ?? 0;
    const then = results.length > 1 ? rankThen.get(grove) : undefined;
    return { grove, points, perHead, people, rank, moved: then === undefined ? null : then - rank };
  });
}

interface GroveSum extends Pick<GroveStanding, 'grove' | 'points' | 'perHead' | 'people'> {
  /** When it got its last points, ms since 1970; Infinity without points. */
  readonly at: number;
}

const timed = ({ perHead, at }: GroveSum): { readonly points: number; readonly at: number } => ({
  points: perHead,
  at,
});
const groveRanks = (sums: readonly GroveSum[]): number[] => ranksOf(sums.map(timed));

function countByGrove(players: Players): ReadonlyMap<Grove, number> {
  const people = new Map<Grove, number>();
  for (const { grove } of players.values()) people.set(grove, (people.get(grove) ?? 0) + 1);
  return people;
}

function sumByGrove(scores: readonly Score[], players: Players, people: ReadonlyMap<Grove, number>): GroveSum[] {
  const sums = new Map<Grove, { points: number; people: number; at: number }>(
    groves.map((grove) => [grove, { points: 0, people: people.get(grove) ?? 0, at: -Infinity }]),
  );
  for (const { participantId, points, at } of scores) {
    const player = players.get(participantId);
    const sum = player && sums.get(player.grove);
    if (sum === undefined) continue;
    sum.points += points;
    sum.at = Math.max(sum.at, at);
  }
  return Array.from(sums, ([grove, { points, people, at }]) => ({
    ...{ grove, points, people, at: points === 0 ? Infinity : at },
    perHead: people === 0 ? 0 : Math.round((10 * points) / people) / 10,
  })).sort((a, b) => byPoints(timed(a), timed(b)) || groves.indexOf(a.grove) - groves.indexOf(b.grove));
}
