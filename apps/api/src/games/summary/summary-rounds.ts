import { playedMs, type ParticipantId, type SummaryRound } from '@wandcast/protocol';
import type { RoundResult } from '../scoring/scoring.js';
import type { RequestedCast } from './summary.repository.js';

/** Anonymous statistics of a round for the public summary. */
export function summaryRound({ round, casts, scores }: RoundResult): SummaryRound {
  const { number, kind, spell, startsAt, endsAt } = round;
  const counted = new Set([...scores.values()].flatMap((score) => score.casts.map(({ castId }) => castId)));
  const times = casts.filter(({ castId }) => counted.has(castId)).map(({ endedAt }) => playedMs(round, endedAt));
  return {
    ...{ number, kind, spell, startsAt, endsAt },
    people: new Set<ParticipantId>(casts.map(({ participantId }) => participantId)).size,
    hit: scores.size,
    quickestMs: times.length === 0 ? null : Math.min(...times),
  };
}

/** Drawn casts of rounds that requested a single spell, so that the intended spell is known. */
export function requestedCasts(results: readonly RoundResult[]): RequestedCast[] {
  return results.flatMap(({ round: { spell }, casts }) =>
    spell === null ? [] : casts.flatMap(({ castId, isTapped }) => (isTapped ? [] : [{ castId, spell }])),
  );
}
