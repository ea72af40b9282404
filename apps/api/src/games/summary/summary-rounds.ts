import { playedMs, type ParticipantId, type SummaryRound } from '@wandcast/protocol';
import type { RoundResult } from '../scoring/scoring.js';
import type { AskedCast } from './summary.repository.js';

/** A round as everyone may read of it: how many, how quick, and nobody in particular. */
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

/** Casts that were made in rounds which requested one spell: what was meant is known. */
export function askedCasts(results: readonly RoundResult[]): AskedCast[] {
  return results.flatMap(({ round: { spell }, casts }) =>
    spell === null ? [] : casts.map(({ castId }) => ({ castId, spell })),
  );
}
