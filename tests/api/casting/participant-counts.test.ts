import { seeded, type Random } from '@wandcast/gesture';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../support/database-pool.js';
import { createTestDatabase, storeEvent, storeParticipant, type TestDatabase } from '../../support/test-database.js';

const PEOPLE = 8;
const WRITERS = 4;
const STEPS = 80;

let stored: TestDatabase;
let pool: pg.Pool;
let eventId = '';
beforeAll(async () => {
  stored = await createTestDatabase();
  pool = openPool(stored.url, WRITERS);
  eventId = await storeEvent(pool);
  for (let n = 0; n < PEOPLE; n++) await arrive();
});
afterAll(async () => {
  await pool.end();
  await stored.remove();
});

const arrive = (): Promise<void> => storeParticipant(pool, eventId);

/** Stores casts of several people with one statement; the parts are of casts that are stored. */
async function store(random: Random, areParts: boolean): Promise<void> {
  const count = 1 + Math.floor(6 * random());
  await pool.query(
    `INSERT INTO casts (id, event_id, participant_id, intent, source, started_at, duration_ms, rate_hz, max_gap_ms,
       channels, count, checksum, samples, recognized_id, original_id)
     SELECT made.id, $1, person.id, made.intent, 'motion', now(), 900, 60, 17, 1, 54, 1, '\\x00', made.recognized, original.id
     FROM unnest($2::uuid[], $3::text[], $4::text[]) AS made (id, intent, recognized)
     CROSS JOIN LATERAL (SELECT id FROM participants WHERE made.id IS NOT NULL ORDER BY random() LIMIT 1) AS person
     LEFT JOIN LATERAL (SELECT id FROM casts WHERE $5 AND participant_id = person.id AND original_id IS NULL LIMIT 1) AS original ON true
     WHERE NOT $5 OR original.id IS NOT NULL`,
    [
      ...[eventId, Array.from({ length: count }, () => v7())],
      Array.from({ length: count }, () => (random() < 0.3 ? 'teach' : 'cast')),
      Array.from({ length: count }, () => (random() < 0.3 ? null : 'gale')),
      areParts,
    ],
  );
}

async function remove(random: Random): Promise<void> {
  await pool.query(
    `DELETE FROM casts WHERE id IN (
       SELECT id FROM casts WHERE id IN (SELECT id FROM casts ORDER BY random() LIMIT $1) ORDER BY id FOR UPDATE)`,
    [1 + Math.floor(5 * random())],
  );
}

async function forget(): Promise<void> {
  await pool.query('DELETE FROM participants WHERE id = (SELECT id FROM participants ORDER BY random() LIMIT 1)');
  await arrive();
}

test('counts of participants are those of their casts, even if several store and delete them at once', async () => {
  const refused: string[] = [];
  const write = async (seed: number): Promise<void> => {
    const random = seeded(seed);
    for (let step = 0; step < STEPS; step++) {
      const kind = random();
      const done = kind < 0.5 ? store(random, false) : kind < 0.65 ? store(random, true) : kind < 0.9 ? remove(random) : forget(); // prettier-ignore
      await done.catch((error: unknown) => refused.push((error as pg.DatabaseError).code ?? String(error)));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(n + 1)));
  // Somebody was forgotten, a cast was deleted, or two deletions waited for each other: nothing was stored.
  expect(refused.filter((code) => !['23503', '40P01'].includes(code))).toEqual([]);
  expect(refused.length).toBeLessThan((WRITERS * STEPS) / 2);
  const { rows: kept } = await pool.query('SELECT * FROM participant_counts WHERE casts + taught > 0 ORDER BY 1');
  const { rows: counted } = await pool.query(
    `SELECT participant_id, count(*) FILTER (WHERE intent = 'cast')::int AS casts,
       count(recognized_id) FILTER (WHERE intent = 'cast')::int AS recognized,
       count(*) FILTER (WHERE intent = 'teach')::int AS taught
     FROM casts WHERE original_id IS NULL GROUP BY 1 ORDER BY 1`,
  );
  expect(counted.length).toBeGreaterThan(PEOPLE / 2);
  expect(kept).toEqual(counted);
});
