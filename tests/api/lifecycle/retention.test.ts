import type { AuditLine, ConsoleParticipant, EventInfo, EventPage } from '@wandcast/protocol';
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

/** A name that only a participant of this event has. */
const nameIn = (title: string): string => `Wilhelmina of ${title}`;

/** Begins an event after the newest one, with people, casts, labels, rounds, a dataset, an import and a model. */
async function hold(title: string, at: number): Promise<string> {
  const { code = '' } = (await events()).events[0] ?? {};
  const bookId = client.state.books.current;
  const event = await client.ask<EventInfo>('event:begin', { after: code, title, bookId });
  const rounds = [{ kind: 'order', spell: 1 }];
  await seedEvent(server, { ...{ people: 4, taught: 12, free: 16, at, models: [0.8] }, rounds });
  await importFile(client, routesOf(server), ndjson(recorded(starterSpellbook[0]?.glyph, 'Ember', 2, 2, 1)));
  const casts = await server.query<{ id: string; owner: string }>(
    `SELECT c.id, c.participant_id AS owner FROM casts c JOIN events e ON e.id = c.event_id
     WHERE e.code = $1 AND c.import_id IS NULL LIMIT 3`,
    [event.code],
  );
  const castIds = casts.map(({ id }) => id);
  await client.ask('casts:label', { labels: castIds.map((castId) => ({ castId, kind: 'discard' })) });
  await client.ask('dataset:save', { name: title, note: '', selection: { by: 'casts', castIds } });
  const participantId = casts[0]?.owner ?? '';
  await client.ask<ConsoleParticipant>('participant:rename', { participantId, name: nameIn(title) });
  const spotlight = { by: 'participant', participantId };
  await client.ask('stage:direct', { announcement: 'long '.repeat(30), spotlight }); // the entry's detail ends before the id
  await client.ask('cast:comment', { castId: castIds[0], text: nameIn(title) });
  await measure(participantId, castIds);
  return event.code;
}

/** Changes the newest model as if it was tested on these casts, the first a copy, and was worst on this participant. */
async function measure(participantId: string, castIds: readonly string[]): Promise<void> {
  const judged = castIds.map((castId) => ({ castId, meant: 0, recognized: 1, confidence: 0.5 }));
  const report = { judged, copies: castIds.slice(0, 1), negatives: [], curve: [] };
  await server.query(
    `UPDATE models SET report = $1, card = jsonb_set(card, '{metrics,worstUser}', $2)
     WHERE version = (SELECT max(version) FROM models)`,
    [JSON.stringify(report), JSON.stringify({ user: participantId, accuracy: 0.5 })],
  );
}

beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
});
afterAll(() => server.remove());

/** Rows of every table of every schema that contain one of these texts. */
async function rowsWith(texts: readonly string[]): Promise<Record<string, number>> {
  const tables = await server.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const [row] = await server.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${schema}"."${name}" AS one
       WHERE EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text IN one::text) > 0)`,
      [texts],
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
  const textsOf = async (code: string, title: string): Promise<string[]> => {
    const [row] = await server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [code]);
    const people = await server.query<{ id: string }>('SELECT id FROM participants WHERE event_id = $1', [row?.id]);
    const casts = await server.query<{ id: string }>('SELECT id FROM casts WHERE event_id = $1', [row?.id]);
    return [row?.id ?? '', nameIn(title), ...people.map(({ id }) => id), ...casts.map(({ id }) => id)];
  };
  const [texts, kept] = [await textsOf(expired, 'Long over'), await textsOf(recent, 'Just over')];
  await expect
    .poll(async () => Object.keys(await rowsWith(texts)))
    .toEqual(expect.arrayContaining(['audit', 'events', 'participants', 'casts', 'labels', 'rounds', 'imports', 'steps', 'models', 'datasets', 'dataset_casts', 'cast_comments'])); // prettier-ignore
  await expect.poll(async () => (await rowsWith([nameIn('Long over')]))['audit']).toBe(3); // renamed, in the spotlight, commented
  const before = await rowsWith(kept);
  const models = await server.query<{ judged: number }>(`SELECT jsonb_array_length(report -> 'judged') AS judged FROM models ORDER BY version`); // prettier-ignore

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
  expect(await rowsWith(texts)).toEqual({});
  expect(await rowsWith(kept)).toMatchObject({ audit: before['audit'], models: 1, dataset_casts: 3 });

  // Models stay with their figures, and no console names the participant.
  expect(await server.query(`SELECT jsonb_array_length(report -> 'judged') AS judged FROM models ORDER BY version`)).toEqual(models); // prettier-ignore
  expect(await server.query(`SELECT jsonb_array_length(report -> 'copies') AS copies FROM models WHERE report IS NOT NULL`)).toEqual(Array.from({ length: 4 }, () => ({ copies: 1 }))); // prettier-ignore
  const { state } = await openConsole(server);
  expect(state.models.filter(({ worst }) => worst !== null)).toHaveLength(3);
  const actions = await server.query<{ action: string }>(
    `SELECT action FROM audit WHERE action = 'participant:rename'`,
  );
  expect(actions).toHaveLength(4);
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
