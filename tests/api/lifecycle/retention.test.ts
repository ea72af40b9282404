import type { AuditLine, EventInfo, EventPage } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFile, ndjson, recorded, routesOf } from '../../support/cast-files.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { seedEvent } from '../../support/played-event.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';

const DAY = 86_400_000;
let server: TestServer;
let client: ConsoleClient;
const events = async (): Promise<EventPage> => client.ask<EventPage>('event:list', { before: null, limit: 20 });
const codes = async (): Promise<string[]> => (await events()).events.map(({ code }) => code);

/** Begins an event after the newest one, with people, casts, labels, rounds, a dataset and an import. */
async function hold(title: string, at: number): Promise<string> {
  const { code = '' } = (await events()).events[0] ?? {};
  const bookId = client.state.books.current;
  const event = await client.ask<EventInfo>('event:begin', { after: code, title, bookId });
  const rounds = [{ kind: 'order', spell: 1 }];
  await seedEvent(server, { ...{ people: 4, taught: 12, free: 16, at, models: [] }, rounds });
  await importFile(client, routesOf(server), ndjson(recorded(starterSpellbook[0]?.glyph, 'Ember', 2, 2, 1)));
  const casts = await server.query<{ id: string }>(
    `SELECT c.id FROM casts c JOIN events e ON e.id = c.event_id WHERE e.code = $1 LIMIT 3`,
    [event.code],
  );
  await client.ask('casts:label', { labels: casts.map(({ id }) => ({ castId: id, kind: 'discard' })) });
  return event.code;
}

beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
});
afterAll(() => server.remove());

/** Rows of every table of every schema, except the audit log, that contain one of these ids. */
async function rowsWith(ids: readonly string[]): Promise<Record<string, number>> {
  const tables = await server.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> 'audit'`,
  );
  const found: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const [row] = await server.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${schema}"."${name}" AS one
       WHERE EXISTS (SELECT FROM unnest($1::text[]) AS id WHERE position(id IN one::text) > 0)`,
      [ids],
    );
    if ((row?.n ?? 0) > 0) found[name] = row?.n ?? 0;
  }
  return found;
}

test('deletes evenings that ended longer ago than --keep-days with every row, and never the newest', async () => {
  const [first = ''] = await codes();
  const late = await hold('Held late', Date.now() - 2 * DAY); // created long before it was held
  const expired = await hold('Long over', Date.now() - 41 * DAY);
  const recent = await hold('Just over', Date.now() - 29 * DAY);
  const running = await hold('Running', Date.now() - 20 * DAY);
  const [row] = await server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [expired]);
  const id = row?.id ?? '';
  const people = await server.query<{ id: string }>('SELECT id FROM participants WHERE event_id = $1', [id]);
  const casts = await server.query<{ id: string }>('SELECT id FROM casts WHERE event_id = $1', [id]);
  const ids = [id, ...people.map((one) => one.id), ...casts.map((one) => one.id)];
  expect(Object.keys(await rowsWith(ids))).toEqual(
    expect.arrayContaining(['events', 'participants', 'casts', 'labels', 'rounds', 'imports', 'steps']),
  );

  // An evening ends when the next one begins: "Long over" ended 31 days ago, "Just over" 20 days ago.
  const begun = { [first]: 60, [late]: 50, [expired]: 41, [recent]: 31, [running]: 20 };
  for (const [code, days] of Object.entries(begun))
    await server.query(`UPDATE events SET created_at = now() - $2 * interval '1 day' WHERE code = $1`, [code, days]);
  client.socket.disconnect();
  server = await server.restart({ keepDays: 30 });
  client = await openConsole(server);

  const marked = async () =>
    (await events()).events.filter(({ deletedAt }) => deletedAt !== null).map(({ code }) => code);
  await expect.poll(marked).toEqual([expired, first]);
  expect((await events()).keepDays).toBe(30);
  expect((await events()).events.find(({ isCurrent }) => isCurrent)?.code).toBe(running);
  await expect
    .poll(async () => client.ask<AuditLine[]>('audit:list', { before: null, limit: 10 }))
    .toContainEqual(
      expect.objectContaining({
        by: 'Wandcast',
        did: 'event:expired',
        facts: { title: 'Long over', code: expired, days: 30 },
      }),
    );

  await server.query(`UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE deleted_at IS NOT NULL`);
  await expect.poll(codes).toEqual([running, recent, late]);
  expect(await rowsWith(ids)).toEqual({});
});

test('keeps everything without the flag', async () => {
  await server.query(`UPDATE events SET created_at = created_at - interval '9 years'`);
  client.socket.disconnect();
  server = await server.restart({ keepDays: undefined });
  client = await openConsole(server);
  const { events: kept, keepDays } = await events();
  expect(kept.map(({ deletedAt }) => deletedAt)).toEqual([null, null, null]);
  expect(keepDays).toBeNull();
});
