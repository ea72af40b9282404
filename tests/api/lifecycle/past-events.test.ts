import { parse } from 'csv-parse/sync';
import { MAX_STEPS } from '@wandcast/protocol';
import type {
  AuditLine,
  Book,
  ConsoleState,
  EventCopied,
  EventDetails,
  EventInfo,
  EventPage,
  EventWinners,
  ListedEvent,
  Role,
  RunOfShow,
} from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile, ndjson, recorded, routesOf } from '../../support/cast-files.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { seedEvent } from '../../support/played-event.js';
import { becomeMember, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

const AT = Date.UTC(2026, 10, 25, 18, 0);
let server: TestServer;
let client: ConsoleClient;
/** The past event, with everything that an event can have. */
let past: { readonly id: string; readonly code: string };
let pastLink: string;
let current: EventInfo;

const glyph = starterSpellbook[0]?.glyph;
const list = async (before: string | null = null, limit = 20): Promise<EventPage> =>
  client.ask<EventPage>('event:list', { before, limit });
const find = async (id: string): Promise<ListedEvent | undefined> =>
  (await list()).events.find((event) => event.id === id);

async function begin(title: string, plan?: string): Promise<EventInfo> {
  const { code } = (await list()).events[0] ?? raise();
  const bookId = client.state.books.current;
  return client.ask<EventInfo>('event:begin', { after: code, title, bookId, ...(plan !== undefined && { plan }) });
}

beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  past = { id: (await list()).events[0]?.id ?? '', code: server.code };
  pastLink = server.links.summary;
  await seedEvent(server, {
    ...{ people: 12, taught: 60, free: 80, at: AT, models: [0.8] },
    rounds: [
      { kind: 'order', spell: 1 },
      { kind: 'free', spell: null },
      { kind: 'order', spell: 3, undone: true },
    ],
  });
  await importFile(client, routesOf(server), ndjson(recorded(glyph, 'Ember', 3, 4, 1)));
  const casts = await server.query<{ id: string }>(`SELECT id FROM casts WHERE source = 'motion' ORDER BY id LIMIT 7`);
  await client.ask('casts:label', {
    labels: casts.map(({ id }, i) => ({
      castId: id,
      ...(i === 0 ? { kind: 'discard' } : { kind: 'spell', spell: 'tide' }),
    })),
  });
  await client.ask('cast:comment', { castId: casts[0]?.id, text: 'left-handed' });
  await client.ask('dataset:save', { name: 'Friday', note: '', selection: { by: 'taught' } });
  await fillOtherTables();
  current = await begin('The second evening');
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

/** Rows that this test does not make through the product. */
async function fillOtherTables(): Promise<void> {
  const cast = `(SELECT id FROM casts ORDER BY id LIMIT 1)`;
  for (const statement of [
    `INSERT INTO predictions (cast_id, event_id, model_id, confidence, runner_up_confidence)
     VALUES (${cast}, $1, gen_random_uuid(), 0.9, 0.1) ON CONFLICT DO NOTHING`,
    `INSERT INTO label_leases (cast_id, member_id, expires_at)
     SELECT ${cast}, (SELECT id FROM members LIMIT 1), now() + interval '1 hour' FROM events WHERE id = $1 ON CONFLICT DO NOTHING`,
    `INSERT INTO deleted_casts (participant_id, cast_id)
     SELECT id, gen_random_uuid() FROM participants WHERE event_id = $1 LIMIT 1`,
    `INSERT INTO participant_devices (participant_id, device_hash)
     SELECT id, '\\x01' FROM participants WHERE event_id = $1 LIMIT 1`,
    `INSERT INTO forgotten_keys (event_id, key_hash) VALUES ($1, '\\x01')`,
    `WITH map AS (INSERT INTO cast_maps (event_id, is_shown) VALUES ($1, true) RETURNING id)
     INSERT INTO map_points (map_id, cast_id, x, y, is_landmark) SELECT id, ${cast}, 0, 0, true FROM map`,
    `INSERT INTO preflights (event_id, network, report) VALUES ($1, 'internet', '{}')`,
    `INSERT INTO import_pieces (import_id, byte_offset, bytes)
     SELECT id, 0, '\\x01' FROM imports WHERE event_id = $1 LIMIT 1`,
  ])
    await server.query(statement, [past.id]);
}

describe('[E5] the list of events', () => {
  test('has the current and the past event, newest first, with figures that equal the stored rows', async () => {
    const { events, total } = await list();
    expect(total).toBe(2);
    expect(events.map(({ code, isCurrent }) => [code, isCurrent])).toEqual([[current.code, true], [past.code, false]]); // prettier-ignore
    const [stored] = await server.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM participants WHERE event_id = $1 AND length(key_hash) <= 32) AS people,
        (SELECT count(*)::int FROM casts c JOIN participants p ON p.id = c.participant_id
         WHERE c.event_id = $1 AND length(p.key_hash) <= 32) AS casts,
        (SELECT count(*)::int FROM current_labels WHERE event_id = $1) AS labeled,
        (SELECT count(*)::int FROM rounds WHERE event_id = $1 AND NOT undone) AS rounds`,
      [past.id],
    );
    expect(stored).toMatchObject({ people: 12, labeled: 7, rounds: 2 });
    expect(events[1]).toMatchObject({ ...stored, imported: { people: 3, casts: 12 }, deletedAt: null });
    expect(events[1]?.book.spells.map(({ id }) => id)).toEqual(starterSpellbook.map(({ id }) => id));
    expect(events[0]).toMatchObject({ people: 0, casts: 0, labeled: 0, rounds: 0, times: null });
  });

  test('shows when casts were made: the picture adds up to the casts of the evening', async () => {
    const event = await find(past.id);
    const [stored] = await server.query<{ first: Date; last: Date; casts: number }>(
      `SELECT min(began_at) AS first, max(began_at) AS last, count(began_at)::int AS casts FROM casts WHERE event_id = $1`,
      [past.id],
    );
    expect(event?.times).toMatchObject({ from: stored?.first.getTime(), until: stored?.last.getTime() });
    expect(event?.times?.casts.reduce((sum, n) => sum + n, 0)).toBe(stored?.casts);
  });

  test('names the winner of the leaderboard, as the results do', async () => {
    const winners = await client.ask<EventWinners[]>('event:winners', { eventIds: [past.id] });
    const csv = await (await routesOf(server).get(`/api/results.csv?event=${past.code}`)).text();
    const [first] = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(winners).toHaveLength(1);
    expect(winners[0]?.winners[0]?.points).toBe(Number(first?.['points']));
    expect(first?.['name']?.replace(/^'/, '')).toBe(winners[0]?.winners[0]?.nickname);
  });

  test('is paged, and one page of a hundred evenings is answered within 300 ms', async () => {
    await server.query(
      `INSERT INTO events (room_id, code, title, spellbook_id, created_at)
       SELECT room_id, 'OLD' || n, 'Evening ' || n, spellbook_id, created_at - n * interval '1 day' FROM events, generate_series(1, 98) n
       WHERE id = $1`,
      [past.id],
    );
    const began = performance.now();
    const { events, total } = await list();
    expect(performance.now() - began).toBeLessThan(300);
    expect(total).toBe(100);
    const seen = new Set(events.map(({ id }) => id));
    for (let page = events; page.length > 0;) {
      page = (await list(page.at(-1)?.id)).events;
      for (const { id } of page) seen.add(id);
    }
    expect(seen.size).toBe(100);
    await server.query(`DELETE FROM events WHERE code LIKE 'OLD%'`);
  });
});

describe('[E5] an opened event', () => {
  test('has figures, run of show, rounds and leaderboard as stored', async () => {
    const details = await client.ask<EventDetails>('event:show', { eventId: past.id });
    const [stored] = await server.query<Record<string, number>>(
      `SELECT count(*) FILTER (WHERE intent = 'teach')::int AS taught,
        count(*) FILTER (WHERE intent = 'cast' AND model_id IS NOT NULL)::int AS predicted,
        count(*) FILTER (WHERE intent = 'cast' AND model_id IS NOT NULL AND recognized_id IS NOT NULL)::int AS recognized
       FROM casts WHERE event_id = $1 AND source = 'motion'`,
      [past.id],
    );
    expect(details).toMatchObject({ ...stored, event: { code: past.code, rounds: 2 } });
    expect(details.rounds.map(({ number, kind }) => `${number} ${kind}`)).toEqual(['1 order', '2 free']);
    expect(details.rounds.every(({ best, points }) => best.length > 0 && points > 0)).toBe(true);
    expect(details.board[0]).toMatchObject({ rank: 1 });
    expect(details.models).toHaveLength(1);
    const steps = await server.query('SELECT id FROM steps WHERE event_id = $1 ORDER BY position', [past.id]);
    expect(details.steps.map(({ id }) => ({ id }))).toEqual(steps);
    expect(new URL(details.summaryUrl).search).toBe(new URL(pastLink).search);
  });

  test('that does not exist is refused', async () => {
    expect(await client.refusal('event:show', { eventId: '00000000-0000-4000-8000-000000000000' })).toBe(
      'event-deleted',
    );
  });

  test('[F5] is exported by its code, with or without what was imported', async () => {
    const lines = async (query: string): Promise<string[]> =>
      (await (await routesOf(server).get(`/api/casts.ndjson${query}`)).text())
        .split('\n')
        .filter((line) => line !== '');
    const [stored] = await server.query<{ all: number; own: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE source = 'motion')::int AS own FROM casts WHERE event_id = $1`,
      [past.id],
    );
    expect(await lines('')).toEqual([]); // the current event has none
    expect(await lines(`?event=${past.code}`)).toHaveLength(stored?.all ?? 0);
    expect(await lines(`?event=${past.code}&imported=no`)).toHaveLength(stored?.own ?? 0);
    const csv = await routesOf(server).get(`/api/casts.csv.gz?event=${past.code.toLowerCase()}`);
    expect(csv.headers.get('content-disposition')).toContain(`wandcast-${past.code.toLowerCase()}.csv.gz`);
    await csv.body?.cancel();
    expect((await routesOf(server).get('/api/casts.ndjson?event=NONE99')).status).toBe(404);
    expect((await fetch(`${server.url}/api/casts.ndjson?event=${past.code}`)).status).toBe(401);
  });
});

describe('every role', () => {
  test('may look; moderators copy; only owners delete', async () => {
    const may = async (role: Role): Promise<string[]> => {
      const token = await becomeMember(await client.ask<string>('member:invite', { role, note: '' }), `${role} Bea`);
      const member = await openConsole(server, token);
      const answers = [
        await member.refusal('event:list', { before: null, limit: 5 }),
        await member.refusal('event:show', { eventId: past.id }),
        await member.refusal('event:copy', { eventId: past.id, plan: false, book: false }),
        await member.refusal('event:remove', { eventId: past.id, code: 'WRONG1' }),
        await member.refusal('event:restore', { eventId: past.id }),
      ];
      member.socket.disconnect();
      return answers;
    };
    expect(await may('viewer')).toEqual(['answered', 'answered', 'forbidden', 'forbidden', 'forbidden']);
    expect(await may('moderator')).toEqual(['answered', 'answered', 'answered', 'forbidden', 'forbidden']);
    expect(await may('owner')).toEqual(['answered', 'answered', 'answered', 'event-code-wrong', 'answered']);
  });
});

describe('[E6] copying to the current event', () => {
  const titles = ({ steps }: RunOfShow): string[] => steps.map(({ kind, title }) => `${kind} ${title}`.trim());
  const now = async (): Promise<ConsoleState> => {
    const one = await openConsole(server);
    one.socket.disconnect();
    return one.state;
  };

  test('replaces run of show and spellbook, and both can be restored exactly', async () => {
    const book = await client.ask<{ id: string }>('book:create', { name: 'Letters', from: null });
    await client.ask('book:open', { bookId: book.id });
    const { runOfShow } = await now();
    const [first, second] = runOfShow.steps;
    await client.ask('step:move', { stepId: first?.id, to: 3 });
    await client.ask('step:remove', { stepId: second?.id });
    await client.ask('step:add', {
      step: { kind: 'note', title: 'Hello', seconds: 5, spell: null, challenge: null },
      to: 0,
    });
    const before = await now();
    expect(titles(before.runOfShow)[0]).toBe('note Hello');

    const copied = await client.ask<EventCopied>('event:copy', { eventId: past.id, plan: true, book: true });
    const { steps } = await client.ask<EventDetails>('event:show', { eventId: past.id });
    expect(titles(copied.runOfShow)).toEqual(titles({ steps } as RunOfShow));
    expect(copied.runOfShow.steps.every(({ enteredAt, roundId }) => enteredAt === null && roundId === null)).toBe(true);
    expect(copied.books.current).toBe(client.state.books.current);
    expect(await now()).toMatchObject({ runOfShow: copied.runOfShow, books: { current: copied.books.current } });

    await client.ask('book:open', { bookId: copied.before.bookId });
    const restored = await client.ask<RunOfShow>('steps:use', { stepIds: copied.before.stepIds });
    expect(restored.steps).toEqual(before.runOfShow.steps);
    expect((await now()).books.current).toBe(book.id);
  });

  test('keeps the step that the room is in', async () => {
    const { runOfShow } = await now();
    const entered = runOfShow.steps[0] ?? raise();
    await client.ask('step:enter', { stepId: entered.id });
    const copied = await client.ask<EventCopied>('event:copy', { eventId: past.id, plan: true, book: false });
    expect(copied.runOfShow).toMatchObject({ current: entered.id });
    expect(copied.runOfShow.steps[0]?.id).toBe(entered.id);
    const restored = await client.ask<RunOfShow>('steps:use', { stepIds: copied.before.stepIds });
    expect(restored.steps.map(({ id }) => id)).toEqual(runOfShow.steps.map(({ id }) => id));
  });

  test('is refused before anything changes if there is no room for its steps, and so are too many old steps', async () => {
    const { code, bookId } = { code: current.code, bookId: (await client.ask<Book>('book:create', { name: 'Kept', from: null })).id }; // prettier-ignore
    await client.ask('book:open', { bookId });
    const [own] = await server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [code]);
    const add = (eventId: string | undefined, count: number, removed: string) =>
      server.query<{ id: string }>(
        `INSERT INTO steps (event_id, position, kind, title, removed_at)
         SELECT $1, 1000 + n, 'note', 'many', ${removed} FROM generate_series(1, $2) AS n RETURNING id`,
        [eventId, count],
      );
    await add(past.id, MAX_STEPS, 'NULL');
    expect(await client.refusal('event:copy', { eventId: past.id, plan: true, book: true })).toBe('steps-full');
    expect((await now()).books.current).toBe(bookId);
    await server.query(`DELETE FROM steps WHERE title = 'many'`);

    const old = await add(own?.id, MAX_STEPS + 1, 'now()');
    const before = (await now()).runOfShow.steps;
    expect(await client.refusal('steps:use', { stepIds: old.slice(1).map(({ id }) => id) })).toBe('steps-full'); // and the current one
    expect((await now()).runOfShow.steps).toEqual(before);
    await server.query(`DELETE FROM steps WHERE title = 'many'`);

    const full = await add(own?.id, MAX_STEPS - before.length + 1, 'NULL');
    const stepId = full[0]?.id;
    await client.ask('step:remove', { stepId });
    await add(own?.id, 1, 'NULL');
    expect(await client.refusal('step:restore', { stepId })).toBe('steps-full');
    await server.query(`DELETE FROM steps WHERE title = 'many'`);
    await client.ask('book:open', { bookId: client.state.books.current });
  });

  test('refuses steps of another event, and a deleted event', async () => {
    const { steps } = await client.ask<EventDetails>('event:show', { eventId: past.id });
    expect(await client.refusal('steps:use', { stepIds: steps.map(({ id }) => id) })).toBe('step-unknown');
    await client.ask('event:remove', { eventId: past.id, code: past.code });
    expect(await client.refusal('event:copy', { eventId: past.id, plan: true, book: true })).toBe('event-deleted');
    await client.ask('event:restore', { eventId: past.id });
  });
});

describe('[E1] the next event', () => {
  const planOf = (eventId: string) =>
    server.query('SELECT kind, title, seconds, spell_id FROM steps WHERE event_id = $1 AND removed_at IS NULL ORDER BY position', [eventId]); // prettier-ignore
  const newest = async (): Promise<string> => (await list()).events[0]?.id ?? raise();

  test('begins with the run of show of the one before, of a past one, or with the default one', async () => {
    await begin('As before');
    const [same, before] = (await list()).events;
    expect(await planOf(same?.id ?? '')).toEqual(await planOf(before?.id ?? ''));
    expect(await planOf(same?.id ?? '')).toContainEqual(expect.objectContaining({ title: 'Hello' }));
    await begin('As the first', past.id);
    expect(await planOf(await newest())).toEqual(await planOf(past.id));
    await begin('By default', 'default');
    const plan = await planOf(await newest());
    expect(plan).toHaveLength(10);
    expect(plan).not.toContainEqual(expect.objectContaining({ title: 'Hello' }));
    const { code } = (await list()).events[0] ?? raise();
    const bookId = client.state.books.current;
    const plan404 = '00000000-0000-4000-8000-000000000000';
    expect(await client.refusal('event:begin', { after: code, title: 'X', bookId, plan: plan404 })).toBe(
      'event-deleted',
    );
    expect((await list()).events[0]?.code).toBe(code);
  });
});

describe('[E7] deleting an event', () => {
  /** Tables that do not belong to an event. */
  const shared = /^(_prisma_migrations|secrets|members|sessions|invitations|audit|spellbooks|spells|models|training_paces|rate_limit_buckets|sign_in_places|events|steps|rooms|room_roles|nodes|room_leases|organizations)$/; // prettier-ignore
  async function rows(): Promise<Map<string, number>> {
    const tables = await server.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const counts = new Map<string, number>();
    for (const { name } of tables) {
      if (shared.test(name)) continue;
      const [row] = await server.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
      counts.set(name, row?.n ?? -1);
    }
    return counts;
  }
  const summaryStatus = async (): Promise<number> =>
    (await fetch(`${server.url}/api/summary${new URL(pastLink).search}`)).status;

  test('needs its code, and never deletes the current one', async () => {
    const { events } = await list();
    const live = events[0] ?? raise();
    expect(await client.refusal('event:remove', { eventId: live.id, code: live.code })).toBe('event-live');
    expect(await client.refusal('event:remove', { eventId: past.id, code: live.code })).toBe('event-code-wrong');
    expect((await find(past.id))?.deletedAt).toBeNull();
  });

  test('can be undone: meanwhile its files and summary are not available, and consoles hear of it', async () => {
    const changed = nextMessage(client.socket, 'events:changed');
    await client.ask('event:remove', { eventId: past.id, code: past.code.toLowerCase() });
    await changed;
    expect((await find(past.id))?.deletedAt).toBeGreaterThan(0);
    expect(await summaryStatus()).toBe(401);
    for (const file of ['casts.ndjson', 'results.csv'])
      expect((await routesOf(server).get(`/api/${file}?event=${past.code}`)).status).toBe(404);
    expect(await client.refusal('event:remove', { eventId: past.id, code: past.code })).toBe('event-deleted');
    await client.ask('event:restore', { eventId: past.id });
    expect((await find(past.id))?.deletedAt).toBeNull();
    expect(await summaryStatus()).toBe(200);
  });

  test('leaves no row in any table once the grace period is over, also after a restart', async () => {
    const before = await rows();
    expect([...before].filter(([, count]) => count === 0)).toEqual([]); // so that every table is tested
    const steps = () => server.query('SELECT event_id FROM steps WHERE event_id = $1', [past.id]);
    expect(await steps()).not.toEqual([]);

    await client.ask('event:remove', { eventId: past.id, code: past.code });
    client.socket.disconnect();
    await server.query(`UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE id = $1`, [past.id]);
    server = await server.restart();
    client = await openConsole(server);
    await expect.poll(() => find(past.id), { timeout: 20_000 }).toBeUndefined();
    expect([...(await rows())].filter(([, count]) => count > 0)).toEqual([]);
    expect(await steps()).toEqual([]);
    expect(await client.refusal('event:restore', { eventId: past.id })).toBe('event-deleted');
    const [model] = await server.query<{ n: number }>(`SELECT count(*)::int AS n FROM models WHERE origin = 'taught'`);
    expect(model?.n).toBe(1); // models stay
    const audit = await client.ask<AuditLine[]>('audit:list', { before: null, limit: 100 });
    expect(audit.some(({ did, detail }) => did === 'event:remove' && detail.includes(past.code))).toBe(true);
  });
});

function raise(): never {
  throw new Error('the list of events is empty');
}
