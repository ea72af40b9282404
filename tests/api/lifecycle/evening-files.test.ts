import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type {
  EventDetails,
  EventInfo,
  EventPage,
  EventWinners,
  EveningImported,
  ListedEvent,
  Role,
  Summary,
} from '@wandcast/protocol';
import { MAX_EVENING_BYTES } from '@wandcast/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile, ndjson, recorded, routesOf } from '../../support/cast-files.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { seedEvent } from '../../support/played-event.js';
import { becomeMember, startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
let client: ConsoleClient;
let past: { readonly id: string; readonly code: string };
let summaryLink: string;
let file: Uint8Array;

const OWN_TABLES = [
  ...['participants', 'forgotten_keys', 'rounds', 'steps', 'datasets', 'casts', 'current_labels', 'predictions'],
];
const list = async (): Promise<readonly ListedEvent[]> =>
  (await client.ask<EventPage>('event:list', { before: null, limit: 20 })).events;

/** Every row of the evening. Labels have new ids, and imports are not part of the file. */
async function rowsOf(id: string): Promise<Record<string, unknown>> {
  const read = async (sql: string): Promise<unknown[]> =>
    (
      await server.query<{ row: unknown }>(
        `SELECT to_jsonb(t) - 'label_id' - 'import_id' AS row FROM (${sql}) t ORDER BY 1`,
        [id],
      )
    ).map(({ row }) => row);
  const tables: Record<string, unknown> = { events: await read('SELECT * FROM events WHERE id = $1') };
  for (const name of OWN_TABLES) tables[name] = await read(`SELECT * FROM ${name} WHERE event_id = $1`);
  const ofCast = 'WHERE cast_id IN (SELECT id FROM casts WHERE event_id = $1)';
  tables['labels'] = await read(
    `SELECT cast_id, kind, spell_id, review, member_id, created_at, rank() OVER (PARTITION BY cast_id ORDER BY id) FROM labels ${ofCast}`,
  );
  tables['current'] = await read(
    `SELECT c.cast_id, l.kind, l.created_at FROM current_labels c JOIN labels l ON l.id = c.label_id WHERE c.event_id = $1`,
  );
  tables['cast_comments'] = await read(`SELECT * FROM cast_comments ${ofCast}`);
  tables['dataset_casts'] = await read(
    'SELECT * FROM dataset_casts WHERE dataset_id IN (SELECT id FROM datasets WHERE event_id = $1)',
  );
  tables['deleted_casts'] = await read(
    'SELECT * FROM deleted_casts WHERE participant_id IN (SELECT id FROM participants WHERE event_id = $1)',
  );
  tables['participant_devices'] = await read(
    'SELECT * FROM participant_devices WHERE participant_id IN (SELECT id FROM participants WHERE event_id = $1)',
  );
  return tables;
}

/** Everything that the console and the public summary say about the evening. */
async function figuresOf(id: string): Promise<unknown> {
  return {
    listed: (await list()).find((event) => event.id === id),
    winners: await client.ask<EventWinners[]>('event:winners', { eventIds: [id] }),
    details: await client.ask<EventDetails>('event:show', { eventId: id }),
    summary: (await (await fetch(`${server.url}/api/summary${new URL(summaryLink).search}`)).json()) as Summary,
    results: await (await routesOf(server).get(`/api/results.csv?event=${past.code}`)).text(),
  };
}

const upload = (body: Uint8Array, token = server.owner): Promise<Response> =>
  fetch(`${server.url}/api/evenings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: body as Uint8Array<ArrayBuffer>,
  });
/** An upload whose headers are sent. */
function slowUpload(headers: object = {}): ClientRequest {
  const all = { authorization: `Bearer ${server.owner}`, 'content-type': 'application/octet-stream', ...headers };
  const sent = request(`${server.url}/api/evenings`, { method: 'POST', headers: all });
  sent.on('error', () => undefined); // the server may end the connection
  sent.flushHeaders();
  return sent;
}
async function answerOf(sent: ClientRequest): Promise<unknown> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response) text += String(piece);
  return JSON.parse(text);
}
const failureOf = async (sent: ClientRequest): Promise<string> => ((await answerOf(sent)) as { code: string }).code;
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

/** The lines of the file with new ids and another name of the book. @param bookId of the book; a new one if undefined */
function copyOfFile(book: string, bookId?: string): string[] {
  const lines = gunzipSync(file).toString().trimEnd().split('\n');
  const [, own = ''] = /^{"table":"spellbooks".*?"id":"([0-9a-f-]{36})"/m.exec(lines.join('\n')) ?? [];
  const ids = new Map<string, string>(bookId === undefined ? [] : [[own, bookId]]);
  const key = /"((?:id|spellbook_id|cast_id|participant_id|dataset_id|original_id)":")([0-9a-f-]{36})"/g;
  return lines.map((line) =>
    line
      .replace(key, (_, name: string, id: string) => {
        if (!ids.has(id)) ids.set(id, crypto.randomUUID());
        return `"${name}${ids.get(id) ?? ''}"`;
      })
      .replace(/^({"table":"spellbooks".*"name":)"[^"]*"/, `$1"${book}"`),
  );
}
/** Resolves once an import has stored its first rows and waits for more. */
async function untilStoring(): Promise<void> {
  const storing = `SELECT pid FROM pg_stat_activity
    WHERE application_name = 'wandcast import' AND state = 'idle in transaction' AND query LIKE 'INSERT%'`;
  await expect.poll(() => server.query(storing), { timeout: 10_000 }).toHaveLength(1);
}

async function deleteForGood(): Promise<void> {
  await client.ask('event:remove', { eventId: past.id, code: past.code });
  await server.query(`UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE id = $1`, [past.id]);
  await expect.poll(async () => server.query('SELECT id FROM events WHERE id = $1', [past.id])).toEqual([]);
}

beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  past = { id: (await list())[0]?.id ?? '', code: server.code };
  summaryLink = server.links.summary;
  await seedEvent(server, {
    ...{ people: 9, taught: 40, free: 60, at: Date.UTC(2026, 10, 25, 18, 0), models: [0.8] },
    rounds: [
      { kind: 'order', spell: 1 },
      { kind: 'free', spell: null },
      { kind: 'order', spell: 3, undone: true },
    ],
  });
  await importFile(client, routesOf(server), ndjson(recorded('M14 80 C14 4 86 4 86 80', 'Ember', 3, 4, 1)));
  const casts = await server.query<{ id: string }>(`SELECT id FROM casts WHERE source = 'motion' ORDER BY id LIMIT 7`);
  const label = (kind: string) =>
    client.ask('casts:label', {
      labels: casts.map(({ id }, i) => ({ castId: id, ...(i < 3 ? { kind: 'discard' } : { kind, spell: 'tide' }) })),
    });
  await label('spell');
  await label('spell');
  await client.ask('cast:trim', { castId: casts[5]?.id, fromMs: 100, untilMs: 700 });
  await client.ask('cast:comment', { castId: casts[0]?.id, text: 'left-handed' });
  await client.ask('dataset:save', { name: 'Friday', note: '', selection: { by: 'taught' } });
  for (const sql of [
    `INSERT INTO predictions (cast_id, event_id, model_id, confidence, runner_up_confidence)
     SELECT id, $1, gen_random_uuid(), 0.912345, 0.1 FROM casts WHERE event_id = $1 ON CONFLICT DO NOTHING`,
    `INSERT INTO deleted_casts (participant_id, cast_id)
     SELECT id, gen_random_uuid() FROM participants WHERE event_id = $1 LIMIT 1`,
    `INSERT INTO participant_devices (participant_id, device_hash)
     SELECT id, '\\x02' FROM participants WHERE event_id = $1 LIMIT 2`,
    `INSERT INTO forgotten_keys (event_id, key_hash) VALUES ($1, '\\x01')`,
  ])
    await server.query(sql, [past.id]);
  const bookId = client.state.books.current;
  await client.ask<EventInfo>('event:begin', { after: past.code, title: 'The next', bookId });
  const response = await routesOf(server).get(`/api/evenings/${past.code}`);
  file = new Uint8Array(await response.arrayBuffer());
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

describe('[E8] the file of a whole evening', () => {
  test('is refused while the evening is here, and the server goes on', async () => {
    for (let i = 0; i < 3; i++) expect(await codeOf(await upload(file))).toBe('evening-exists');
  });

  test('is exported by moderators and imported by owners only', async () => {
    const as = async (role: Role): Promise<string> =>
      becomeMember(await client.ask<string>('member:invite', { role, note: '' }), role);
    const get = async (token: string): Promise<number> =>
      (await fetch(`${server.url}/api/evenings/${past.code}`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    const [viewer, moderator] = [await as('viewer'), await as('moderator')];
    expect(await get(viewer)).toBe(403);
    expect(await get(moderator)).toBe(200);
    expect((await upload(file, moderator)).status).toBe(403);
  });

  test('gives the same evening again after it was deleted, equal in rows and figures, unless the file is damaged', async () => {
    const [rows, figures] = [await rowsOf(past.id), await figuresOf(past.id)];
    expect(Object.values(rows).every((table) => (table as unknown[]).length > 0)).toBe(true);
    await deleteForGood();
    expect((await rowsOf(past.id))['casts']).toEqual([]);

    const lines = gunzipSync(file).toString().trimEnd().split('\n');
    const without = (n: number): Uint8Array => gzipSync(lines.filter((_, i) => i !== n).join('\n'));
    for (const n of [0, 2, lines.length - 1]) expect(await codeOf(await upload(without(n)))).toBe('evening-unreadable');
    expect(await codeOf(await upload(file.subarray(0, file.length - 100)))).toBe('evening-unreadable');
    expect(await codeOf(await upload(new Uint8Array()))).toBe('evening-unreadable');
    const planted = lines.map((line) => line.replace('"intent":"teach"', '"intent":"steal"'));
    expect(await codeOf(await upload(Buffer.from(planted.join('\n'))))).toBe('evening-unreadable');
    expect((await rowsOf(past.id))['events']).toEqual([]);

    const listed = client.waitForMessage('events:changed');
    const response = await upload(file);
    expect(await response.json()).toEqual({
      ...{ eventId: past.id, code: past.code },
      title: (rows['events'] as { title: string }[])[0]?.title ?? '',
    });
    await listed;
    const after = await rowsOf(past.id);
    for (const [table, before] of Object.entries(rows)) expect(after[table], table).toEqual(before);
    expect(await figuresOf(past.id)).toEqual(figures);
    expect((await list()).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(await codeOf(await upload(file))).toBe('evening-exists');
  });

  test('cannot take rows of another evening, and leaves nothing behind if it fails', async () => {
    const [other] = await server.query<{ id: string }>(`SELECT id FROM casts WHERE event_id = $1 LIMIT 1`, [past.id]);
    const lines = gunzipSync(file).toString().trimEnd().split('\n');
    // The same evening under other ids, but with a label of a cast of the first one.
    const ids = new Map<string, string>();
    const copied = lines.map((line) =>
      line.replace(/"((?:id|cast_id|participant_id|dataset_id|original_id)":")([0-9a-f-]{36})"/g, (all: string, key: string, id: string) => {
        if (line.startsWith('{"table":"spell')) return all;
        if (!ids.has(id)) ids.set(id, crypto.randomUUID());
        return `"${key}${ids.get(id) ?? ''}"`;
      }),
    ); // prettier-ignore
    const planted = copied.map((line) =>
      line.startsWith('{"table":"labels"') ? line.replace(/"cast_id":"[^"]+"/, `"cast_id":"${other?.id ?? ''}"`) : line,
    );
    const foreignPart = copied.map((line) =>
      line.replace(/"original_id":"[^"]+"/, `"original_id":"${other?.id ?? ''}"`),
    );
    const count = async (): Promise<unknown> => server.query('SELECT count(*)::int AS n FROM participants');
    const before = await count();
    for (const one of [planted, foreignPart])
      expect(await codeOf(await upload(gzipSync(one.join('\n'))))).toBe('evening-unreadable');
    expect(await count()).toEqual(before);

    const copy = (await (await upload(gzipSync(copied.join('\n')))).json()) as EveningImported;
    expect(copy.code).not.toBe(past.code); // the first one has it
    const [one, two] = await Promise.all([past.id, copy.eventId].map((id) => client.ask<EventDetails>('event:show', { eventId: id }))); // prettier-ignore
    expect(two?.event).toMatchObject({ people: one?.event.people, casts: one?.event.casts, rounds: one?.event.rounds });
  });

  test('archives its spellbook if somebody takes the name while it is uploaded', async () => {
    const copied = copyOfFile('Northern lights');
    const sent = slowUpload();
    const answer = answerOf(sent);
    sent.write(`${copied.slice(0, 400).join('\n')}\n`);
    await untilStoring();
    await client.ask('book:create', { name: 'northern Lights', from: null });
    sent.end(copied.slice(400).join('\n'));
    expect(await answer).toMatchObject({ title: expect.any(String) as string });
    const named = await server.query<{ open: boolean }>(
      `SELECT archived_at IS NULL AS open FROM spellbooks WHERE lower(name) = 'northern lights' ORDER BY open`,
    );
    expect(named).toEqual([{ open: false }, { open: true }]);
  });

  test('is cleaned like what people type, and refused with line and name if a text is too long', async () => {
    const withTitle = (book: string, title: string): Uint8Array =>
      gzipSync(
        copyOfFile(book)
          .map((line) => line.replace(/^({"table":"events".*?"title":)"[^"]*"/, `$1"${title}"`))
          .map((line) =>
            line.replace(/^({"table":"participants".*?"nickname":)"(?:[^"\\]|\\.)*"/, '$1"\u202eAda\u200b  L."'),
          )
          .join('\n'),
      );
    const stored = (await (
      await upload(withTitle('Clean lights', '\u202eAn ev\u200bening'))
    ).json()) as EveningImported;
    expect(stored.title).toBe('An evening');
    const names = 'SELECT DISTINCT nickname FROM participants WHERE event_id = $1';
    expect(await server.query(names, [stored.eventId])).toEqual([{ nickname: 'Ada L.' }]);
    expect(await (await upload(withTitle('Long lights', 'x'.repeat(61)))).json()).toMatchObject({
      ...{ code: 'evening-unreadable', detail: expect.stringMatching(/^line \d+: title: /) as string },
    });
  });

  test('is stored beside another one with the same new spellbook', async () => {
    const bookId = crypto.randomUUID();
    const [one, two] = [copyOfFile('Southern lights', bookId), copyOfFile('Southern lights', bookId)];
    const sent = slowUpload();
    const first = answerOf(sent);
    sent.write(`${one.slice(0, 400).join('\n')}\n`);
    await untilStoring();
    const second = upload(gzipSync(two.join('\n')));
    const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'wandcast import' AND wait_event_type = 'Lock'`;
    await expect.poll(() => server.query(waiting), { timeout: 10_000 }).toHaveLength(1);
    sent.end(one.slice(400).join('\n'));
    const stored = [await first, await (await second).json()] as EveningImported[];
    const books = `SELECT count(DISTINCT e.id)::int AS evenings, count(DISTINCT s.id)::int AS spells
      FROM events e JOIN spells s USING (spellbook_id) WHERE e.id = ANY($1) AND spellbook_id = $2`;
    const [spells] = await server.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM spells JOIN events USING (spellbook_id) WHERE events.id = $1',
      [past.id],
    );
    expect(await server.query(books, [stored.map(({ eventId }) => eventId), bookId])).toEqual([
      { evenings: 2, spells: spells?.n },
    ]);
  });

  test('is refused if it is too large', async () => {
    const sent = slowUpload({ 'content-length': MAX_EVENING_BYTES + 1 });
    expect(await failureOf(sent)).toBe('evening-too-large');
    sent.destroy();
  });

  test('is refused while several are being imported, and accepted afterwards', async () => {
    const slow = [slowUpload(), slowUpload()];
    const answers = slow.map(failureOf);
    for (const sent of slow) sent.write(file.subarray(0, 100));
    const importing = `SELECT pid FROM pg_stat_activity
      WHERE application_name = 'wandcast import' AND state = 'idle in transaction'`;
    await expect.poll(() => server.query(importing), { timeout: 10_000 }).toHaveLength(2);
    expect(await codeOf(await upload(file))).toBe('evening-busy');
    for (const sent of slow) sent.end(file.subarray(100));
    expect(await Promise.all(answers)).toEqual(['evening-exists', 'evening-exists']);
    await expect.poll(async () => codeOf(await upload(file))).toBe('evening-exists');
  });

  test('is not exported while several are being exported', async () => {
    const get = (method = 'GET') =>
      fetch(`${server.url}/api/evenings/${past.code}`, {
        method,
        headers: { authorization: `Bearer ${server.owner}` },
      });
    expect(await get('HEAD')).toMatchObject({ status: 200 });
    const blocker = new pg.Client({ connectionString: server.databaseUrl });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE deleted_casts IN ACCESS EXCLUSIVE MODE');
    const running = [get(), get(), get(), get()];
    await expect.poll(async () => (await get('HEAD')).status).toBe(409);
    expect(await codeOf(await get())).toBe('evening-busy');
    await blocker.end();
    for (const response of await Promise.all(running)) gunzipSync(await response.arrayBuffer());
    await expect.poll(async () => (await get('HEAD')).status).toBe(200);
  });

  // Last, because it restarts the server with a short limit.
  test('is refused if its upload makes no progress, which ends the connection and leaves nothing behind', async () => {
    server = await server.restart({ stalledMs: 500 });
    const count = (): Promise<unknown> => server.query('SELECT count(*)::int AS n FROM participants');
    const before = await count();
    for (const book of ['Western lights', 'Eastern lights']) {
      const [started, silent] = [slowUpload(), slowUpload()]; // all uploads at once that the server allows
      const [answers, closed] = [
        [started, silent].map(failureOf),
        [started, silent].map((sent) => once(sent, 'close')),
      ];
      started.write(`${copyOfFile(book).slice(0, 400).join('\n')}\n`);
      expect(await Promise.all(answers)).toEqual(['evening-stalled', 'evening-stalled']);
      await Promise.all(closed);
    }
    expect(await count()).toEqual(before);
    const importing = `SELECT pid FROM pg_stat_activity
      WHERE application_name = 'wandcast import' AND state LIKE 'idle in transaction%'`;
    await expect.poll(() => server.query(importing)).toEqual([]);
    expect(await codeOf(await upload(file))).toBe('evening-exists');
  });
});
