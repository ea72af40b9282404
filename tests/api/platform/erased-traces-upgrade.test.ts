import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { openPool } from '../../support/database-pool.js';
import { temporaryFolder } from '../../support/server-process.js';
import { createBareDatabase, type TestDatabase } from '../../support/test-database.js';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const ERASES = '20261207000025';
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [book, event, here, gone] = [id(1), id(2), id(3), id(4)];
const [stored, deleted] = [id(5), id(6)];

let folder: string;
let database: TestDatabase;
let pool: ReturnType<typeof openPool>;
beforeAll(async () => {
  [folder, database] = [await temporaryFolder(), await createBareDatabase()];
  for (const name of (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name) && name < ERASES))
    await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  await migrate(database.url, folder);
  pool = openPool(database.url, 1);
});
afterAll(async () => {
  await pool.end();
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

test('an upgrade erases what earlier deletions left, and finds whom the entries of the audit log name', async () => {
  await pool.query(`INSERT INTO spellbooks (id, name) VALUES ('${book}', 'Book')`);
  await pool.query(
    `INSERT INTO events (id, code, title, spellbook_id) VALUES ('${event}', 'NOVA2345', 'One', '${book}')`,
  );
  await pool.query(
    `INSERT INTO participants (id, event_id, key_hash, nickname, sigil, metal, grove)
     VALUES ('${here}', '${event}', '\\x01', 'Here', 'moth', 'brass', 'ash')`,
  );
  await pool.query(
    `INSERT INTO casts (id, event_id, participant_id, intent, source, started_at, duration_ms, rate_hz, max_gap_ms, channels,
       count, checksum, samples)
     VALUES ('${stored}', '${event}', '${here}', 'teach', 'motion', now(), 500, 60, 20, 1, 30, 1, '\\x00')`,
  );
  const entries = [
    ['participant:hide', `participantId: ${here}, hidden: true`, { wizard: 'Here', hidden: true }],
    ['cast:comment', `castId: ${stored}, text: Good`, { wizard: 'Here', text: 'Good' }],
    ['participant:hide', `participantId: ${gone}, hidden: true`, { wizard: 'Gone', hidden: true }],
    ['stage:direct', `announcement: Well, spotlight: (by: participant, participantId: ${gone.slice(0, 9)}`, { wizard: 'Gone', announcement: 'Well', spotlight: 'participant' }], // prettier-ignore
    ['room:lock', 'locked: true', { locked: true }],
  ] as const;
  for (const [action, detail, facts] of entries)
    await pool.query(`INSERT INTO audit (member_name, action, detail, facts) VALUES ('Ada', $1, $2, $3)`, [
      ...[action, detail],
      JSON.stringify(facts),
    ]);
  await pool.query(
    `INSERT INTO datasets (id, event_id, name, created_by) VALUES ('${id(7)}', '${event}', 'All', 'Ada')`,
  );
  await pool.query(
    `INSERT INTO dataset_casts (dataset_id, cast_id) VALUES ('${id(7)}', '${stored}'), ('${id(7)}', '${deleted}')`,
  );
  const report = {
    judged: [
      { castId: deleted, meant: 1 },
      { castId: stored, meant: 0 },
    ],
    copies: [deleted],
  };
  for (const [version, user] of [here, gone, 'simulated 3'].entries())
    await pool.query(
      `INSERT INTO models (version, kind, origin, card, manifest, weights, report) VALUES ($1, 'rocket', 'taught', $2, '{}', '', $3)`,
      [version + 1, JSON.stringify({ metrics: { worstUser: { user, accuracy: 0.5 } } }), JSON.stringify(report)],
    );

  await migrate(database.url);

  const { rows: audit } = await pool.query(
    'SELECT action, detail, facts, participant_id AS who FROM audit ORDER BY id',
  );
  expect(audit).toEqual([
    { action: entries[0][0], detail: entries[0][1], facts: entries[0][2], who: here },
    { action: entries[1][0], detail: entries[1][1], facts: entries[1][2], who: here },
    { action: 'participant:hide', detail: '', facts: {}, who: null },
    { action: 'stage:direct', detail: '', facts: { announcement: 'Well', spotlight: 'participant' }, who: null },
    { action: 'room:lock', detail: 'locked: true', facts: { locked: true }, who: null },
  ]);
  const { rows: kept } = await pool.query<{ id: string }>('SELECT cast_id AS id FROM dataset_casts');
  expect(kept).toHaveLength(2);
  expect(kept.map((row) => row.id)).toContain(stored);
  expect(kept.map((row) => row.id)).not.toContain(deleted);
  const { rows: models } = await pool.query<{ user: string | null; report: typeof report }>(
    `SELECT card #>> '{metrics,worstUser,user}' AS user, report FROM models ORDER BY version`,
  );
  expect(models.map(({ user }) => user)).toEqual([here, null, 'simulated 3']);
  for (const { report } of models) {
    const [first, second] = report.judged;
    expect(first).toMatchObject({ meant: 1 });
    expect(first?.castId).not.toBe(deleted);
    expect(second).toEqual({ castId: stored, meant: 0 });
    expect(report.copies).toEqual([first?.castId]);
  }
});
