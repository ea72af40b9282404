import { seeded, type Random } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PredictionsRepository } from '../../../apps/api/src/curation/scoring/predictions.repository.js';
import { ServerConfig } from '../../../apps/api/src/platform/config/server-config.js';
import { PrismaService } from '../../../apps/api/src/platform/database/prisma.service.js';
import { openPool } from '../../support/database-pool.js';
import { createTestDatabase, storeEvent, storeParticipant, type TestDatabase } from '../../support/test-database.js';

const PEOPLE = 6;
const WRITERS = 4;
const STEPS = 150;
const STATES = ['contradiction', 'drawn', 'labeled', 'quarantine', 'random', 'uncertain', 'unsure'];
const MODELS = [v7(), v7()];
const IMPORTS = [v7(), v7()];
/** Somebody was forgotten, a cast was deleted or labeled meanwhile, or two waited for each other: nothing was stored. */
const MEANWHILE = ['23503', '23505', '40P01', '55P03'];

let stored: TestDatabase;
let pool: pg.Pool;
let eventId = '';
beforeAll(async () => {
  stored = await createTestDatabase();
  pool = openPool(stored.url, WRITERS);
  eventId = await storeEvent(pool);
  for (const id of IMPORTS)
    await pool.query(
      `INSERT INTO imports (id, event_id, name, size, modified, created_by) VALUES ($1, $2, 'File', 1, 1, 'Ada')`,
      [id, eventId],
    );
  for (let n = 0; n < PEOPLE; n++) await arrive();
});
afterAll(async () => {
  await pool.end();
  await stored.remove();
});

const arrive = (): Promise<void> => storeParticipant(pool, eventId);

/** Ids of some stored casts. */
const SOME = 'SELECT id FROM casts ORDER BY random() LIMIT 4';
const either = <T>(random: Random, options: readonly T[]): T => options[Math.floor(random() * options.length)] as T;

/** Everything that changes what the queue asks of a cast, each as one transaction. */
const changes: Readonly<Record<string, (random: Random) => readonly [sql: string, values?: readonly unknown[]][]>> = {
  store: (random) => [
    [
      `INSERT INTO casts (id, event_id, participant_id, intent, spell_id, source, started_at, duration_ms, rate_hz, max_gap_ms,
         channels, count, checksum, samples, import_id)
       SELECT made.id, $1, person.id, $3, CASE WHEN $3 = 'teach' THEN 'gale' END, $4, now(), 900, 60, 17, 1, 54, 1, '\\x00', $5
       FROM unnest($2::uuid[]) AS made (id)
       CROSS JOIN LATERAL (SELECT id FROM participants WHERE made.id IS NOT NULL ORDER BY random() LIMIT 1) AS person`,
      [
        ...[eventId, [v7(), v7(), v7()], either(random, ['teach', 'cast'])],
        ...[either(random, ['motion', 'motion', 'pointer']), either(random, [null, null, ...IMPORTS])],
      ],
    ],
  ],
  cut: () => [
    [
      `INSERT INTO casts (id, event_id, participant_id, intent, source, started_at, duration_ms, rate_hz, max_gap_ms,
         channels, count, checksum, samples, import_id, original_id)
       SELECT $1, event_id, participant_id, intent, source, started_at, 300, 60, 17, 1, 18, 1, '\\x00', import_id, id
       FROM casts ORDER BY random() LIMIT 1`,
      [v7()],
    ],
  ],
  uncut: () => [
    ['DELETE FROM casts WHERE original_id = (SELECT original_id FROM casts WHERE original_id IS NOT NULL LIMIT 1)'],
  ],
  score: (random) => [
    [
      `INSERT INTO predictions (cast_id, event_id, model_id, spell_id, confidence, runner_up_confidence, quarantine)
       SELECT id, event_id, $1, $2, $3, 0.1, $4 FROM (${SOME}) AS picked JOIN casts USING (id) ORDER BY id
       ON CONFLICT (cast_id) DO UPDATE SET model_id = excluded.model_id, spell_id = excluded.spell_id,
         confidence = excluded.confidence, quarantine = excluded.quarantine`,
      [
        ...[either(random, MODELS), either(random, ['gale', 'tide', null])],
        ...[0.3 + 0.6 * random(), either(random, [null, null, 'unlike'])],
      ],
    ],
  ],
  label: (random) => [
    [`CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT id FROM casts WHERE id IN (${SOME}) ORDER BY id FOR UPDATE`],
    [
      'INSERT INTO labels (cast_id, kind, spell_id) SELECT id, $1, $2 FROM chosen',
      either(random, [
        ['spell', 'tide'],
        ['discard', null],
      ]),
    ],
    [
      `INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at)
       SELECT casts.id, newest.id, newest.spell_id, event_id, participant_id, now() FROM chosen JOIN casts USING (id),
         LATERAL (SELECT * FROM labels WHERE cast_id = casts.id ORDER BY id DESC LIMIT 1) AS newest
       ON CONFLICT (cast_id) DO UPDATE SET label_id = excluded.label_id, spell_id = excluded.spell_id`,
    ],
  ],
  withdraw: () => [
    [`CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT id FROM casts WHERE id IN (${SOME}) ORDER BY id FOR UPDATE`],
    [`INSERT INTO labels (cast_id, kind) SELECT id, 'withdraw' FROM chosen`],
    ['DELETE FROM current_labels WHERE cast_id IN (SELECT id FROM chosen)'],
  ],
  doubt: () => [[`INSERT INTO labels (cast_id, kind) SELECT id, 'unsure' FROM casts WHERE id IN (${SOME})`]],
  decide: () => [['DELETE FROM labels WHERE id IN (SELECT id FROM labels WHERE kind = $1 LIMIT 2)', ['unsure']]],
  import: (random) => [
    [
      'UPDATE imports SET removed_at = CASE WHEN removed_at IS NULL THEN now() END WHERE id = $1',
      [either(random, IMPORTS)],
    ],
  ],
  delete: () => [[`DELETE FROM casts WHERE id IN (SELECT id FROM casts WHERE id IN (${SOME}) ORDER BY id FOR UPDATE)`]],
  reteach: (random) => [
    ['UPDATE casts SET spell_id = $1 WHERE id = (SELECT id FROM casts LIMIT 1)', [either(random, ['gale', 'tide'])]],
  ],
};
const names = Object.keys(changes);
const often = [...names, ...Array.from({ length: 6 }, () => 'store'), 'score', 'score', 'label'];

async function change(name: string, random: Random): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const [sql, values] of changes[name]?.(random) ?? []) await client.query(sql, values && [...values]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function forget(): Promise<void> {
  await pool.query('DELETE FROM participants WHERE id = (SELECT id FROM participants ORDER BY random() LIMIT 1)');
  await arrive();
}

const statesNow = async (): Promise<string[]> =>
  (await pool.query<{ state: string }>('SELECT DISTINCT state FROM label_states')).rows.map(({ state }) => state);
const rowsOf = async (sql: string): Promise<object[]> => (await pool.query<object>(sql)).rows;

test('states of casts and their numbers follow from the other tables after concurrent changes', async () => {
  const [refused, done, seen] = [[] as string[], new Map<string, number>(), new Set<string>()];
  const write = async (seed: number): Promise<void> => {
    const random = seeded(seed);
    for (let step = 0; step < STEPS; step++) {
      if (step % 10 === 9) for (const state of await statesNow()) seen.add(state);
      const name = random() < 0.03 ? 'forget' : either(random, often);
      await (name === 'forget' ? forget() : change(name, random)).then(
        () => done.set(name, (done.get(name) ?? 0) + 1),
        (error: unknown) => refused.push((error as pg.DatabaseError).code ?? String(error)),
      );
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(n + 1)));
  expect(refused.filter((code) => !MEANWHILE.includes(code)).slice(0, 5)).toEqual([]);
  expect([...done.keys()].sort()).toEqual([...names, 'forget'].sort()); // each was stored at least once
  const columns = 'cast_id, event_id, state, priority, model_id, taught_id, taught_by';
  const kept = await rowsOf(`SELECT ${columns} FROM label_states ORDER BY 1`);
  expect(kept).toEqual(await rowsOf(`SELECT ${columns} FROM derived_label_states ORDER BY 1`));
  expect(kept.length).toBeGreaterThan(WRITERS * 5);
  expect([...seen].sort()).toEqual(STATES);
  const examples = await rowsOf('SELECT DISTINCT taught_id AS spell FROM label_states ORDER BY 1');
  expect(examples).toEqual([{ spell: 'gale' }, { spell: 'tide' }, { spell: null }]);
  const grouped = 'FROM label_states GROUP BY 1, 2, 3 ORDER BY 1, 2, 3';
  expect(
    await rowsOf(
      `SELECT event_id, state, model_id, sum(casts)::int AS casts FROM label_state_counts
       GROUP BY 1, 2, 3 HAVING sum(casts) <> 0 ORDER BY 1, 2, 3`,
    ),
  ).toEqual(await rowsOf(`SELECT event_id, state, model_id, count(*)::int AS casts ${grouped}`));
});

test('predictions wait for nobody who may wait for them, and are written once that is over', async () => {
  const prisma = new PrismaService(new ServerConfig(stored.url, 'external', 'auto', 'test'));
  const predictions = new PredictionsRepository(prisma);
  const [cast] = (await pool.query<{ id: CastId }>('SELECT cast_id AS id FROM label_states LIMIT 1')).rows;
  const [client, modelId] = [await pool.connect(), v7()];
  if (cast === undefined) throw new Error('no cast');
  const scored = { castId: cast.id, spell: null, confidence: 0.5, next: null, runnerUp: 0.1, quarantine: null };
  const tried = vi.spyOn(predictions as unknown as { tryWrite: () => Promise<unknown> }, 'tryWrite');
  try {
    await predictions.write(eventId, v7(), [scored]);
    await client.query('BEGIN');
    await client.query('SELECT FROM label_states WHERE cast_id = $1 FOR UPDATE', [cast.id]);
    const written = predictions.write(eventId, modelId, [scored]);
    await expect.poll(() => tried.mock.calls.length).toBeGreaterThan(2); // after its first one and another for the lock
    await client.query('DELETE FROM predictions WHERE cast_id = $1', [cast.id]); // which waits for a write that has not given up
    await client.query('COMMIT');
    expect(await written).toEqual([]);
  } finally {
    client.release();
    await prisma.onApplicationShutdown();
  }
  const { rows } = await pool.query('SELECT model_id FROM label_states WHERE cast_id = $1', [cast.id]);
  expect(rows).toEqual([{ model_id: modelId }]);
});
