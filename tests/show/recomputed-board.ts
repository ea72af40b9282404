import type { CastId, ParticipantId, Round, RoundKind, SpellId } from '@wandcast/protocol';
import type pg from 'pg';
import type { PlayedCast } from '../../apps/api/src/games/scoring/played-cast.js';
import { ranksOf } from '../../apps/api/src/games/scoring/ranks.js';
import { resultsOf, scoresOf } from '../../apps/api/src/games/scoring/scoring.js';

type Query = <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>;

/** One participant's place, computed from stored rows. */
export interface RecomputedPlace {
  readonly id: ParticipantId;
  readonly nickname: string;
  readonly rank: number;
  readonly points: number;
  readonly streak: number;
}

/**
 * Everyone with points, best first. Computed from the rows of rounds, casts and participants with the pure scoring
 * functions only.
 */
export async function recomputeBoard(query: Query, code: string): Promise<RecomputedPlace[]> {
  const rounds = await query<Record<string, never>>(
    `SELECT r.id, r.number, r.kind, r.spell_id, r.duel, r.undone, r.pauses,
       extract(epoch FROM r.starts_at) * 1000 AS starts_at, extract(epoch FROM r.ends_at) * 1000 AS ends_at
     FROM rounds r JOIN events e ON e.id = r.event_id WHERE e.code = $1`,
    [code],
  );
  const casts = await query<Record<string, never>>(
    `SELECT c.id, c.participant_id, c.recognized_id, c.duration_ms, c.source, cardinality(c.probabilities) AS spells,
       extract(epoch FROM c.began_at) * 1000 AS began_at, extract(epoch FROM c.received_at) * 1000 AS received_at,
       (SELECT max(p) FROM unnest(c.probabilities) p) AS confidence
     FROM casts c JOIN events e ON e.id = c.event_id
     WHERE e.code = $1 AND c.intent = 'cast' AND c.began_at IS NOT NULL`,
    [code],
  );
  const people = await query<{ id: ParticipantId; name: string }>(
    `SELECT p.id, coalesce(p.display_name, p.nickname) AS name
     FROM participants p JOIN events e ON e.id = p.event_id WHERE e.code = $1 AND NOT p.hidden AND p.removal = 'no'`,
    [code],
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const scores = scoresOf(resultsOf(rounds.map(round), casts.map(played), Date.now())).filter((one) =>
    names.has(one.participantId),
  );
  const ranks = ranksOf(scores);
  return scores.map(({ participantId: id, points, streak }, i) => {
    return { id, nickname: names.get(id) ?? '', rank: ranks[i] ?? 0, points, streak };
  });
}

function round(row: Record<string, unknown>): Round {
  return {
    id: row['id'] as string,
    number: row['number'] as number,
    kind: row['kind'] as RoundKind,
    spell: row['spell_id'] as SpellId | null,
    duel: row['duel'] === null || (row['duel'] as string[]).length === 0 ? null : (row['duel'] as never),
    startsAt: Number(row['starts_at']),
    endsAt: Number(row['ends_at']),
    pausedAt: null,
    pauses: row['pauses'] as [number, number][],
    undone: row['undone'] as boolean,
  };
}

function played(row: Record<string, unknown>): PlayedCast {
  const beganAt = Number(row['began_at']);
  return {
    castId: row['id'] as CastId,
    participantId: row['participant_id'] as ParticipantId,
    beganAt,
    endedAt: beganAt + (row['duration_ms'] as number),
    receivedAt: Number(row['received_at']),
    recognized: row['recognized_id'] as SpellId | null,
    confidence: (row['confidence'] as number | null) ?? 0,
    spells: row['spells'] as number,
    isTapped: row['source'] === 'tapped',
  };
}
