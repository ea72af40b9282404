import type { Grove, ParticipantId } from '@wandcast/protocol';
import type { TestServer } from './test-server.js';

type Database = Pick<TestServer, 'query'>;

/** A person's place, or a grove's, after some of the rounds. */
interface Place {
  readonly rank: number;
  readonly points: number;
}
interface PersonPlace extends Place {
  readonly id: ParticipantId;
  readonly streak: number;
}
interface GrovePlace extends Place {
  readonly grove: Grove;
  readonly people: number;
  readonly perHead: number;
}

/**
 * SPEC G4 to G7 and O4 in SQL, independent of the product's scoring. $1 is the event, $2 the number of rounds that
 * count. Ends with `scores`: points, time and streak of everyone who can be ranked.
 */
const SCORES = `
  WITH timed AS (
    SELECT r.*, extract(epoch FROM starts_at)::float8 * 1000 AS t0,
      extract(epoch FROM coalesce(paused_at, 'infinity'))::float8 * 1000 AS halt,
      extract(epoch FROM ends_at - starts_at)::float8 * 1000 - coalesce((
        SELECT sum((p->>1)::float8 - (p->>0)::float8) FROM jsonb_array_elements(pauses) p), 0) AS length,
      CASE WHEN paused_at IS NULL THEN ends_at + interval '5 s' ELSE 'infinity' END AS closes
    FROM rounds r WHERE event_id = $1 AND NOT undone AND starts_at <= now()
  ), numbered AS (
    SELECT *, row_number() OVER (ORDER BY starts_at) AS nth, closes + interval '500 ms' <= now() AS settled
    FROM timed WHERE length > 0
  ), round AS (SELECT * FROM numbered WHERE nth <= $2
  ), ranked AS (
    SELECT * FROM participants p WHERE event_id = $1 AND NOT hidden AND removal = 'no' AND octet_length(key_hash) = 32
      AND created_at <= (SELECT closes FROM numbered ORDER BY nth DESC LIMIT 1)
  ), hit AS (
    SELECT r.nth, r.kind, r.length, c.id, c.participant_id, c.recognized_id, at.ended, cardinality(c.probabilities) AS spells,
      (SELECT greatest(0.00005, least(0.99995, max(p::text::float8))) FROM unnest(c.probabilities) p) AS sure,
      least(at.ended, r.halt) - r.t0 - coalesce((SELECT sum(greatest(0, least(at.ended, (p->>1)::float8) - (p->>0)::float8))
        FROM jsonb_array_elements(r.pauses) p), 0) AS played
    FROM round r JOIN casts c ON c.event_id = r.event_id
      CROSS JOIN LATERAL (SELECT extract(epoch FROM c.began_at)::float8 * 1000 AS began,
        extract(epoch FROM c.began_at)::float8 * 1000 + c.duration_ms AS ended) at
    WHERE c.intent = 'cast' AND c.source <> 'tapped' AND c.recognized_id = coalesce(r.spell_id, c.recognized_id)
      AND (r.duel = '{}' OR c.participant_id = ANY(r.duel))
      AND c.began_at >= r.starts_at AND c.began_at < least(r.ends_at, r.paused_at)
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(r.pauses) p
        WHERE at.began >= (p->>0)::float8 AND at.began < (p->>1)::float8)
      AND c.received_at <= r.closes
      AND (r.paused_at IS NOT NULL OR c.began_at + c.duration_ms * interval '1 ms' <= r.ends_at + interval '2 s')
  ), chance AS (
    SELECT p.id, r.nth, EXISTS (SELECT FROM hit h WHERE h.nth = r.nth AND h.participant_id = p.id) AS scored, r.settled
    FROM participants p JOIN round r ON p.event_id = $1 AND (r.duel = '{}' OR p.id = ANY(r.duel))
  ), streak AS (
    SELECT p.id, n.nth AS before, (SELECT count(*) FROM chance c WHERE c.id = p.id AND c.scored AND c.nth < n.nth
      AND c.nth > coalesce((SELECT max(m.nth) FROM chance m
        WHERE m.id = p.id AND m.nth < n.nth AND m.settled AND NOT m.scored), 0)) AS rounds
    FROM participants p CROSS JOIN generate_series(1, $2 + 1) n (nth) WHERE p.event_id = $1
  ), most (kind, for_confidence, for_speed, for_streak) AS (
    VALUES ('order', 600, 300, 100), ('duel', 500, 250, 50), ('fastest', 0, 1000, 0), ('imitate', 1000, 0, 0)
  ), worth AS (
    SELECT h.*, greatest(1,
      floor(coalesce(m.for_confidence, ceil(1000.0 / h.spells))
        * (0.5 + ln(sure / (1 - sure)) / (2 * ln(0.99995 / 0.00005)))::float8 + 0.5)
      + floor(coalesce(m.for_speed, 0) * (1 - greatest(0, least(1, h.played / h.length))) + 0.5)
      + floor(coalesce(m.for_streak, 0) * least(4, s.rounds) / 4.0 + 0.5)) AS points
    FROM hit h LEFT JOIN most m ON m.kind = h.kind JOIN streak s ON s.id = h.participant_id AND s.before = h.nth
  ), best AS (
    SELECT DISTINCT ON (nth, participant_id, recognized_id) * FROM worth
    ORDER BY nth, participant_id, recognized_id, points DESC, ended, id
  ), summed AS (
    SELECT nth, kind, participant_id, least(1000, sum(points)) AS points, max(ended) AS at
    FROM best GROUP BY nth, kind, participant_id
  ), placed AS (SELECT *, rank() OVER (PARTITION BY nth ORDER BY points DESC, at) AS place FROM summed
  ), awarded AS (
    SELECT participant_id, at, points + CASE WHEN kind = 'duel' AND place = 1
      THEN 200.0 / count(*) FILTER (WHERE place = 1) OVER (PARTITION BY nth) ELSE 0 END AS points
    FROM placed
  ), scores AS (
    SELECT p.id, p.grove, sum(a.points)::float8 AS points, max(a.at) AS at,
      (SELECT rounds::int FROM streak s WHERE s.id = p.id AND s.before = $2 + 1) AS streak
    FROM awarded a JOIN ranked p ON p.id = a.participant_id GROUP BY p.id, p.grove
  )`;

/** Number of rounds that count. */
export async function countRounds(database: Database, eventId: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(`${SCORES} SELECT count(*)::int AS n FROM numbered`, [eventId, 0]);
  return row?.n ?? 0;
}

/** Everyone with points after the first `rounds` rounds, best first. */
export function peopleAfter(database: Database, eventId: string, rounds: number): Promise<PersonPlace[]> {
  return database.query(
    `${SCORES} SELECT id, points, streak, rank() OVER (ORDER BY points DESC, at)::int AS rank
     FROM scores ORDER BY points DESC, at, id`,
    [eventId, rounds],
  );
}

/** The groves after the first `rounds` rounds, best first. */
export function grovesAfter(database: Database, eventId: string, rounds: number): Promise<GrovePlace[]> {
  return database.query(
    `${SCORES}, heads AS (
       SELECT g.grove, g.nth, (SELECT count(*)::int FROM ranked p WHERE p.grove = g.grove) AS people,
         coalesce((SELECT sum(points) FROM scores s WHERE s.grove = g.grove), 0)::float8 AS points,
         coalesce((SELECT max(at) FROM scores s WHERE s.grove = g.grove), 'infinity') AS at
       FROM unnest('{ash,birch,rowan,yew}'::text[]) WITH ORDINALITY AS g (grove, nth)
     ), averages AS (SELECT *, CASE people WHEN 0 THEN 0 ELSE floor(10 * points / people + 0.5) / 10 END AS head FROM heads)
     SELECT grove, people, points, head::float8 AS "perHead", rank() OVER (ORDER BY head DESC, at)::int AS rank
     FROM averages ORDER BY head DESC, at, nth`,
    [eventId, rounds],
  );
}
