import type { OwnStanding, Round, StoredCast, Answer } from '@wandcast/protocol';
import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import { newKey } from '@wandcast/wand';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../support/database-pool.js';
import { castMessages } from '../../support/cast-messages.js';
import { casts, openConsole } from '../../support/console-client.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/** Longer than a cast: none is dated so late that it would end in the future. */
const CAST_MS = 4_000;

/* PostgreSQL takes the time zone of the machine that created it. */
let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  const pool = openPool(database.url);
  await pool.query(`ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET timezone = 'Europe/Berlin'`);
  await pool.end();
  server = await startTestServer({ databaseUrl: database.url, roundLead: 0 });
});
afterAll(async () => {
  await server.remove();
  await database.remove();
});

test('a round in a database of another time zone counts the casts that were made in it', async () => {
  const client = await openConsole(server);
  const wand = connectWand(server, { key: newKey() });
  await nextMessage(wand, 'wand:welcomed');
  const round = await client.ask<Round>('round:start', { kind: 'free', seconds: 20 });
  const [stored] = await server.query<{ at: number }>(
    'SELECT extract(epoch FROM starts_at)::float8 * 1000 AS at FROM rounds WHERE id = $1',
    [round.id],
  );
  expect(stored?.at).toBeCloseTo(round.startsAt, -1);
  let standing: OwnStanding | undefined;
  wand.on('standing:changed', (changed: OwnStanding) => (standing = changed));
  await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(round.startsAt + CAST_MS);
  const signals = casts(starterSpellbook[0]?.glyph ?? '', 1, 5, 3)[0] ?? [];
  for (const signal of signals) {
    const { replay } = castMessages(samplesOf(signal), { startedAt: round.startsAt + 10, offsetMs: 0 });
    const answer = (await wand.emitWithAck('cast:replay', replay)) as Answer<StoredCast>;
    expect(answer.ok).toBe(true);
  }
  await expect.poll(() => standing?.points ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
  wand.disconnect();
  client.socket.disconnect();
});
