import type { ConsoleParticipant } from '@wandcast/protocol';
import { beforeAll, expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';

const SILENT = 300;
/** So few that PostgreSQL expects casts of each among the newest ones. */
const CASTING = 17;
const CASTS = 17 * 300;

const room = openRoom();

/** Many who have not cast, and a few who have all the time. */
beforeAll(async () => {
  const person = `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove)
    SELECT id, sha256(n::text::bytea), 'Quiet ' || n, 'moth', 'iron', 'ash' FROM events, generate_series(0, ${SILENT + CASTING - 1}) AS n`;
  await room.server.query(person);
  await room.server.query(
    `INSERT INTO casts (id, event_id, participant_id, intent, source, started_at, duration_ms, rate_hz, max_gap_ms, channels,
       count, checksum, samples, recognized_id)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, event_id, id, 'cast', 'motion', now(), 900, 60, 17, 1, 54, 1, decode(repeat('00', 600), 'hex'), 'gale'
     FROM generate_series(1, ${CASTS}) AS n JOIN participants ON nickname = 'Quiet ' || n % ${CASTING} ORDER BY n`,
  );
  await room.server.query('ANALYZE casts, participants');
});

/** Casts that PostgreSQL has read by their primary key so far, and how often it looked by participant. */
async function reads(): Promise<{ byId: number; byParticipant: number }> {
  const rows = await room.server.query<{ name: string; scans: number; read: number }>(
    `SELECT indexrelname AS name, idx_scan::int AS scans, idx_tup_read::int AS read FROM pg_stat_user_indexes
     WHERE relname = 'casts'`,
  );
  const of = (name: string) => rows.find((row) => row.name === name);
  return { byId: of('casts_pkey')?.read ?? 0, byParticipant: of('casts_participant_id_id_idx')?.scans ?? 0 };
}

test('a list of participants reads nobody else’s casts for those who have not cast', async () => {
  const before = await reads();
  const people = await room.client.ask<ConsoleParticipant[]>('participants:list', {});
  const cast = people.filter(({ casts }) => casts > 0);
  expect([people.length, cast.length]).toEqual([SILENT + CASTING, CASTING]);
  for (const one of cast) expect(one).toMatchObject({ casts: CASTS / CASTING, recognizedShare: 1, last: 'gale' });
  // PostgreSQL counts a moment later, all indexes at once.
  await expect.poll(async () => (await reads()).byParticipant - before.byParticipant, { timeout: 20_000 }).toBeGreaterThan(SILENT); // prettier-ignore
  expect((await reads()).byId - before.byId).toBeLessThan(CASTS);
});
