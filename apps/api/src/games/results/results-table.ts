import type { Grove, ParticipantId } from '@wandcast/protocol';
import { ranksOf } from '../scoring/ranks.js';
import { Streaks, scoresOf, type RoundResult } from '../scoring/scoring.js';

/** A participant who is neither hidden nor removed, with cast counts. */
export interface Contender {
  readonly id: ParticipantId;
  readonly name: string;
  readonly grove: Grove;
  /** Number of casts with intent `cast`, and how many of them were recognized. */
  readonly casts: number;
  readonly recognized: number;
  readonly taught: number;
}

/** Results of one participant. */
export interface ResultRow {
  /** Null if they have no points. */
  readonly rank: number | null;
  readonly name: string;
  readonly grove: Grove;
  readonly points: number;
  /** Points per round; null if they did not score. */
  readonly rounds: readonly (number | null)[];
  readonly casts: number;
  /** Share of their casts that was recognized, 0..1; null without casts. */
  readonly recognizedShare: number | null;
  /** Most rounds in a row in which they scored. */
  readonly streak: number;
  readonly taught: number;
}

/** Rows in leaderboard order, then the participants without points in the given order. */
export function* resultRows(results: readonly RoundResult[], people: readonly Contender[]): Generator<ResultRow, void> {
  const byId = new Map(people.map((one) => [one.id, one]));
  const scores = scoresOf(results).filter(({ participantId }) => byId.has(participantId));
  const ranks = ranksOf(scores);
  const streaks = bestStreaks(results);
  const row = (one: Contender, rank: number | null, points: number): ResultRow => ({
    ...{ rank, name: one.name, grove: one.grove, points },
    rounds: results.map((result) => result.scores.get(one.id)?.points ?? null),
    ...{ casts: one.casts, recognizedShare: one.casts === 0 ? null : one.recognized / one.casts },
    ...{ streak: streaks.get(one.id) ?? 0, taught: one.taught },
  });
  for (const [i, { participantId, points }] of scores.entries()) {
    const one = byId.get(participantId);
    byId.delete(participantId);
    if (one !== undefined) yield row(one, ranks[i] ?? null, points);
  }
  for (const one of byId.values()) yield row(one, null, 0);
}

/** The longest streak of each participant. */
function bestStreaks(results: readonly RoundResult[]): ReadonlyMap<ParticipantId, number> {
  const best = new Map<ParticipantId, number>();
  const streaks = new Streaks();
  for (const result of results) {
    streaks.count(result);
    for (const id of result.scores.keys()) best.set(id, Math.max(best.get(id) ?? 0, streaks.ranked.get(id) ?? 0));
  }
  return best;
}
