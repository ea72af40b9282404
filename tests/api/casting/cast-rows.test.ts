import { randomBytes, randomUUID } from 'node:crypto';
import type { CastId, ParticipantId, SpellId } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CastRow } from '../../../apps/api/src/casting/storage/cast-row.js';
import { CastRowsRepository } from '../../../apps/api/src/casting/storage/cast-rows.repository.js';
import { ServerConfig } from '../../../apps/api/src/platform/config/server-config.js';
import { Database } from '../../../apps/api/src/platform/database/database.js';
import { StorageCheck } from '../../../apps/api/src/platform/database/storage-check.js';
import type { Log } from '../../../apps/api/src/platform/logging/log.js';
import { openPool } from '../../support/database-pool.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let stored: TestDatabase;
let database: Database;
let casts: CastRowsRepository;
let eventId = '';
let participantId = '' as ParticipantId;
beforeAll(async () => {
  stored = await createTestDatabase();
  const config = new ServerConfig(stored.url, 'external', 'auto', 'test');
  const log = { warn: () => undefined, error: () => undefined } as unknown as Log;
  database = new Database(config, log);
  casts = new CastRowsRepository(database, new StorageCheck(config, database, log));
  const [bookId] = await insertId(`INSERT INTO spellbooks (name) VALUES ('Book') RETURNING id`);
  const [roomId] = await insertId(`INSERT INTO rooms (name) VALUES ('Room') RETURNING id`);
  [eventId = ''] = await insertId(
    `INSERT INTO events (room_id, code, title, spellbook_id) VALUES ($1, 'ABCD', 'Evening', $2) RETURNING id`,
    [roomId, bookId],
  );
  [participantId] = (await insertId(
    `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove)
     VALUES ($1, $2, 'Ada', 'star', 'gold', 'ash') RETURNING id`,
    [eventId, randomBytes(32)],
  )) as [ParticipantId];
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await stored.remove();
});

async function insertId(text: string, values: unknown[] = []): Promise<string[]> {
  return (await database.pool.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
}

/** A row that differs from every other in what may be null or vary in length. */
function castRow(place: number, changes: Partial<CastRow> = {}): CastRow {
  const odd = place % 2 === 1;
  return {
    ...{ id: v7() as CastId, eventId, participantId, intent: odd ? 'teach' : 'cast', source: 'motion' },
    spellId: odd ? (`say "${place}", {NULL} \\ it's` as SpellId) : null,
    startedAt: new Date(Date.UTC(2026, 10, 29, 18, 0, 0, place)),
    beganAt: odd ? null : new Date(Date.UTC(2026, 2, 29, 1, 30, 0, 999 - place)),
    ...{ durationMs: 2_000 + place, rateHz: 60 + place / 8, maxGapMs: 17.5, channels: 1, count: 90 },
    ...{ flipped: odd ? true : null, turned: odd ? 270 : null, hand: odd ? 'left' : null },
    checksum: 2 ** 32 - 1 - place,
    samples: randomBytes(odd ? 3_000 + place : 64),
    shape: new Int8Array(randomBytes(32)),
    ...{ modelId: odd ? null : randomUUID(), recognizedId: odd ? null : ('gale' as SpellId) },
    probabilities: Array.from({ length: place % 4 }, (_, i) => i / 8),
    ...{ importId: null, originalId: null },
    ...changes,
  };
}

/** The rows as the database has them, in the order of `rows`. */
async function read(rows: readonly CastRow[]): Promise<unknown[]> {
  const { rows: found } = await database.pool.query<CastRow & { id: string; shape: Buffer; checksum: string }>(
    `SELECT id, event_id AS "eventId", participant_id AS "participantId", intent, spell_id AS "spellId", source,
       started_at AS "startedAt", began_at AS "beganAt", duration_ms AS "durationMs", rate_hz AS "rateHz",
       max_gap_ms AS "maxGapMs", channels, flipped, turned, hand, count, checksum, samples, shape,
       model_id AS "modelId", recognized_id AS "recognizedId", probabilities, import_id AS "importId",
       original_id AS "originalId"
     FROM casts WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)`,
    [rows.map(({ id }) => id)],
  );
  return found.map((row) => ({ ...row, checksum: Number(row.checksum), shape: new Int8Array(row.shape) }));
}

const statements = async (): Promise<string[]> =>
  (await database.pool.query<{ name: string }>('SELECT name FROM pg_prepared_statements')).rows.map(({ name }) => name);

describe('rows of casts', () => {
  test.each([1, 2, 3, 4, 5, 16, 17])('are stored as they are in a group of %i', async (size) => {
    const rows = Array.from({ length: size }, (_, place) => castRow(place));
    expect(await casts.insert(rows)).toEqual(new Set(rows.map(({ id }) => id)));
    expect(await read(rows)).toEqual(rows);
  });

  test('[C7] are stored once, even twice in a group, and not after they were deleted', async () => {
    const [known, gone, fresh] = [castRow(0), castRow(1), castRow(2)];
    await casts.insert([known]);
    await database.pool.query('INSERT INTO deleted_casts (participant_id, cast_id) VALUES ($1, $2)', [
      ...[participantId, gone.id],
    ]);
    const other = castRow(3, { id: known.id });
    expect(await casts.insert([gone])).toEqual(new Set());
    expect(await casts.insert([other, gone, fresh, { ...fresh, count: 91 }])).toEqual(new Set([fresh.id]));
    expect(await read([known, gone, fresh])).toEqual([known, fresh]);
  });

  test('are all rejected with one whose participant was deleted', async () => {
    const rows = [castRow(0), castRow(1, { participantId: randomUUID() as ParticipantId }), castRow(2)];
    await expect(casts.insert(rows)).rejects.toMatchObject({ code: 'participant-forgotten' });
    expect(await read(rows)).toEqual([]);
  });

  test('have samples that the database does not try to compress', async () => {
    const row = castRow(0, { samples: new Uint8Array(4_000) });
    await casts.insert([row]);
    const { rows } = await database.pool.query(
      'SELECT pg_column_size(samples) AS bytes, pg_column_compression(samples) AS method FROM casts WHERE id = $1',
      [row.id],
    );
    expect(rows).toEqual([{ bytes: 4_000, method: null }]);
  });

  test('need only a few statements for groups of every size', async () => {
    for (let size = 1; size <= 20; size++)
      await casts.insert(Array.from({ length: size }, (_, place) => castRow(place)));
    const names = (await statements()).filter((name) => name.startsWith('insert-casts-'));
    expect(names.sort()).toEqual([1, 16, 2, 32, 4, 8].map((size) => `insert-casts-${size}`));
  });

  test('are stored on a new connection, which knows no statement, after theirs was lost', async () => {
    await casts.insert([castRow(0)]);
    const lost = new Promise((resolve) => database.pool.once('remove', resolve));
    const admin = openPool(stored.url);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    await admin.end();
    await lost;
    const row = castRow(1);
    expect(await casts.insert([row])).toEqual(new Set([row.id]));
    expect(await read([row])).toEqual([row]);
  });
});
