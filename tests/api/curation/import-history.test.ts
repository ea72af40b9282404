import { starterSpellbook } from '@wandcast/gesture';
import type {
  AuditLine,
  CutCast,
  EventPage,
  LabeledCast,
  ListedEvent,
  PastImport,
  QueueState,
  StageSnapshot,
  Summary,
} from '@wandcast/protocol';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CastsRepository } from '../../../apps/api/src/casting/storage/casts.repository.js';
import { DatasetsRepository } from '../../../apps/api/src/curation/datasets/datasets.repository.js';
import { ServerConfig } from '../../../apps/api/src/platform/config/server-config.js';
import { PrismaService } from '../../../apps/api/src/platform/database/prisma.service.js';
import { TrainingCastsRepository } from '../../../apps/api/src/training/training-casts.repository.js';
import { importFile, ndjson, recorded, routesOf } from '../../support/cast-files.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import { connect, nextMessage, startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';

const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));
let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  await castAll(server, casts(glyphs.get('ember') ?? '', 2, 3, 1), { intent: 'teach', spell: 'ember' });
  await castAll(server, casts(glyphs.get('tide') ?? '', 1, 4, 2));
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const listed = async (): Promise<ListedEvent | undefined> =>
  (await client.ask<EventPage>('event:list', { before: null, limit: 1 })).events[0];
const imports = (): Promise<PastImport[]> => client.ask<PastImport[]>('import:list', {});
const summary = async (): Promise<Summary> =>
  (await (await fetch(`${server.url}/api/summary${new URL(server.links.summary).search}`)).json()) as Summary;
const welcome = async (): Promise<StageSnapshot> => {
  const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  const snapshot = await nextMessage<StageSnapshot>(stage, 'stage:welcomed');
  stage.disconnect();
  return snapshot;
};
async function figures() {
  const { people, casts: total, labeled } = (await listed()) ?? {};
  const console = await openConsole(server);
  console.socket.disconnect();
  const results = await (await routesOf(server).get('/api/results.csv')).text();
  const { people: wizards, casts: summed, taught } = await summary();
  return {
    ...{ people, total, labeled, counted: console.state.counts.casts, shown: (await welcome()).counts.casts },
    ...{ wizards, summed, taught, rows: parse(results, { bom: true, columns: true }).length },
  };
}
/** Casts with the sources of phones, so that the source does not tell that they were imported. */
const file = ndjson(
  recorded(glyphs.get('gale'), 'Gale', 3, 4, 7).map((cast) => ({ ...cast, metadata: { source: 'motion' } })),
);

describe('imported casts', () => {
  test('stay out of every figure of the evening, but can be labeled, trained on and exported', async () => {
    const before = await figures();
    expect(before).toMatchObject({ people: 3, total: 10, counted: 10, summed: 10, wizards: 3, rows: 3, taught: 6 });
    await importFile(client, routesOf(server), file, { name: 'gale.ndjson' });
    expect(await figures()).toEqual(before);
    expect((await listed())?.imported).toEqual({ people: 3, casts: 12 });

    const { readiness } = (await openConsole(server)).state;
    expect(readiness.find(({ spell }) => spell === 'gale')).toMatchObject({ casts: 12 });
    expect(await client.ask<QueueState>('queue:show', {})).toMatchObject({ casts: 22 });
    const [row] = await server.query<{ id: string }>('SELECT id FROM casts WHERE import_id IS NOT NULL LIMIT 1');
    await client.ask('casts:label', { labels: [{ castId: row?.id, kind: 'spell', spell: 'tide' }] });
    expect((await figures()).labeled).toBe(0);
    const exported = await (await routesOf(server).get('/api/casts.ndjson')).text();
    expect(exported.trim().split('\n')).toHaveLength(22);
    const own = await (await routesOf(server).get('/api/casts.ndjson?imported=no')).text();
    expect(own.trim().split('\n')).toHaveLength(10);
  });
});

describe('[F7] past imports', () => {
  test('are listed with what each stored', async () => {
    await importFile(client, routesOf(server), `${file}{"bad`, { name: 'again.ndjson', skipBad: true });
    const [again, first] = await imports();
    expect(again).toMatchObject({ name: 'again.ndjson', stage: 'stored', casts: 0, removed: null });
    expect(again?.result).toEqual({ stored: 0, known: 12, rejected: 1 });
    expect(first).toMatchObject({ name: 'gale.ndjson', by: client.state.me.name, casts: 12 });
    expect(first?.result).toEqual({ stored: 12, known: 0, rejected: 0 });
  });

  const gale = async (): Promise<PastImport> => {
    const found = (await imports()).find(({ name }) => name === 'gale.ndjson');
    if (found === undefined) throw new Error('the import is not listed');
    return found;
  };
  const galeReady = async (): Promise<number | undefined> => {
    const { socket, state } = await openConsole(server);
    socket.disconnect();
    return state.readiness.find(({ spell }) => spell === 'gale')?.casts;
  };
  const exported = async (): Promise<number> =>
    (await (await routesOf(server).get('/api/casts.ndjson')).text()).trim().split('\n').length;
  const changes = (field: 'gone' | 'shown'): Set<string> => {
    const ids = new Set<string>();
    client.socket.on('casts:replaced', (change: Record<'gone' | 'shown', string[]>) => {
      for (const id of change[field]) ids.add(id);
    });
    return ids;
  };

  test('are removed at once with casts, labels and people; others stay', async () => {
    await importFile(client, routesOf(server), ndjson(recorded(glyphs.get('veil'), 'Veil', 1, 2, 9)), { name: 'veil' });
    const { id: importId } = await gale();
    const gone = changes('gone');
    const removed = await client.ask<PastImport>('import:remove', { importId });
    expect(removed).toMatchObject({ casts: 12, removed: { by: client.state.me.name } });
    await expect.poll(() => gone.size).toBe(12);
    expect((await listed())?.imported).toEqual({ people: 1, casts: 2 });
    expect(await galeReady()).toBe(0);
    expect(await client.ask<QueueState>('queue:show', {})).toMatchObject({ casts: 12 });
    expect(await exported()).toBe(12);
    const labels = [...gone].map((castId) => ({ castId, kind: 'discard' }));
    expect(await client.ask('casts:label', { labels })).toEqual([]); // by a page that does not know yet
    expect(await client.ask('casts:show', { castIds: [...gone] })).toEqual([]);
    expect(await client.refusal('import:remove', { importId })).toBe('import-unknown');
  });

  test('are restored with everything, by a second console too', async () => {
    const { id: importId } = await gale();
    const other = await openConsole(server);
    const shown = changes('shown');
    const answers = await Promise.all(
      [client, other].map((one) => one.ask<PastImport>('import:restore', { importId })),
    );
    expect(answers).toMatchObject([
      { casts: 12, removed: null },
      { casts: 12, removed: null },
    ]);
    await expect.poll(() => shown.size).toBe(12);
    expect((await listed())?.imported).toEqual({ people: 3, casts: 14 });
    expect(await galeReady()).toBe(11); // one of them is labeled tide
    expect(await server.query('SELECT 1 FROM current_labels')).toHaveLength(1);
    expect(await exported()).toBe(24);
    const { did, facts } = (await client.ask<AuditLine[]>('audit:list', { before: null, limit: 1 }))[0] ?? {};
    expect([did, facts?.file]).toEqual(['import:restore', 'gale.ndjson']);
    other.socket.disconnect();
  });

  test('lose no label that somebody gives while one is removed', async () => {
    const { id: importId } = await gale();
    const rows = await server.query<{ id: string }>('SELECT id FROM casts WHERE import_id = $1', [importId]);
    const messages = [0, 4, 8].map((from) => ({
      labels: rows.slice(from, from + 4).map(({ id }) => ({ castId: id, kind: 'spell', spell: 'ember' })),
    }));
    const [answers] = await Promise.all([
      Promise.all(messages.map((message) => client.ask<LabeledCast[]>('casts:label', message))),
      client.ask('import:remove', { importId }),
    ]);
    await client.ask('import:restore', { importId });
    const stored = await server.query<{ cast_id: string }>(
      `SELECT cast_id FROM current_labels WHERE spell_id = 'ember'`,
    );
    const answered = answers.flat().map(({ castId }) => castId);
    expect(new Set(stored.map((one) => one.cast_id))).toEqual(new Set(answered)); // refused, or stored and kept
    const withdrawn = answered.map((castId) => ({ castId, kind: 'withdraw' }));
    if (withdrawn.length > 0) await client.ask('casts:label', { labels: withdrawn }); // none if the removal came first
  });

  test('are trained on as a whole or not at all, even if removed while a training reads them', async () => {
    const many = await importFile(client, routesOf(server), ndjson(recorded(glyphs.get('spark'), 'Spark', 3, 40, 5)), { name: 'many' }); // prettier-ignore
    expect(many.result.stored).toBe(120);
    const { id: importId } = (await imports()).find(({ name }) => name === 'many') ?? {};
    const prisma = new PrismaService(new ServerConfig(server.databaseUrl, 'external', 'auto', 'test'));
    /** Removes the import after the first page. */
    class Interrupted extends CastsRepository {
      override async pageTaught(...page: Parameters<CastsRepository['pageTaught']>) {
        const taught = await super.pageTaught(...page);
        await client.refusal('import:remove', { importId });
        return taught;
      }
    }
    const [event] = await server.query<{ id: string }>('SELECT id FROM events');
    const read = (casts: CastsRepository) =>
      new TrainingCastsRepository(casts, new DatasetsRepository(prisma), prisma).read(
        { eventId: event?.id ?? '', datasetId: null, without: null },
        ...([starterSpellbook.map(({ id }) => id), new AbortController().signal] as const),
      );
    const ofSpark = ({ casts: all }: Awaited<ReturnType<typeof read>>): number =>
      all.filter(({ label }) => label === 'spark').length;
    expect(ofSpark(await read(new CastsRepository(prisma)))).toBe(120);
    expect(ofSpark(await read(new Interrupted(prisma)))).toBe(0);
    await prisma.onApplicationShutdown();
  });

  test('can be imported again before they are deleted for good', async () => {
    const { id: importId } = await gale();
    await client.ask('import:remove', { importId });
    const { result } = await importFile(client, routesOf(server), file, { name: 'again' });
    expect(result).toEqual({ stored: 12, known: 0, rejected: 0 });
    expect(await client.ask('import:restore', { importId })).toMatchObject({ casts: 0, removed: null });
    expect(await exported()).toBe(24);
  });

  test('are deleted for good after ten minutes, with their people', async () => {
    const { id: importId } = (await imports()).find(({ name }) => name === 'again') ?? {};
    await client.ask('import:remove', { importId });
    await server.query(`UPDATE imports SET removed_at = now() - interval '11 minutes' WHERE removed_at IS NOT NULL`);
    expect(await client.refusal('import:restore', { importId })).toBe('import-deleted');
    client.socket.disconnect();
    server = await server.restart();
    client = await openConsole(server);
    const left = () => server.query('SELECT 1 FROM casts WHERE import_id = $1', [importId]);
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
    const people = () => server.query('SELECT nickname FROM participants WHERE imported');
    await expect.poll(people).toEqual([{ nickname: 'Person 1' }]); // who has casts of another import
    expect((await imports()).find(({ name }) => name === 'again')).toMatchObject({ casts: 0, removed: {} });
    // As a stop leaves them that came after the last cast was deleted.
    await server.query(
      `INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, grove, imported)
       SELECT id, 'left', 'Left Behind', 'moth', 'brass', 'ash', true FROM events`,
    );
    client.socket.disconnect();
    server = await server.restart();
    client = await openConsole(server);
    await expect.poll(people, { timeout: 20_000 }).toEqual([{ nickname: 'Person 1' }]);
    const { result } = await importFile(client, routesOf(server), file, { name: 'last' });
    expect(result.stored).toBe(12);
  });
});

const ROWS = `SELECT c.id, p.nickname, c.intent, c.spell_id, c.source, c.started_at, c.duration_ms, c.rate_hz, c.max_gap_ms,
  c.channels, c.flipped, c.turned, c.hand, c.count, c.checksum, encode(c.samples, 'hex') AS samples, c.recognized_id,
  c.original_id, l.spell_id AS label, l.cast_id IS NOT NULL AS labeled
  FROM casts c JOIN participants p ON p.id = c.participant_id LEFT JOIN current_labels l ON l.cast_id = c.id ORDER BY c.id`;

describe('an evening that is exported, deleted and imported again', () => {
  test('has equal rows and figures', async () => {
    const place = await startTestServer();
    let console = await openConsole(place);
    const { code } = place;
    await castAll(place, casts(glyphs.get('ember') ?? '', 2, 3, 1), { intent: 'teach', spell: 'ember' });
    await castAll(place, casts(glyphs.get('tide') ?? '', 2, 4, 2));
    await place.query(
      `UPDATE participants SET nickname = 'Wizard ' || n
       FROM (SELECT id AS who, row_number() OVER (ORDER BY id) AS n FROM participants) p WHERE id = who`,
    ); // because a file tells people apart by their names
    const [one, two] = await place.query<{ id: string }>('SELECT id FROM casts ORDER BY id');
    await console.ask('casts:label', {
      labels: [
        { castId: one?.id, kind: 'spell', spell: 'veil' },
        { castId: two?.id, kind: 'discard' },
      ],
    });
    const [first, last] = await place.query<{ id: string }>('SELECT id FROM casts ORDER BY duration_ms');
    const { partIds } = await console.ask<CutCast>('cast:trim', { castId: first?.id, fromMs: 100, untilMs: 1e4 });
    await console.ask('cast:trim', { castId: partIds[0], fromMs: 100, untilMs: 1e4 }); // a part of a part
    await console.ask('cast:split', { castId: last?.id, atMs: 500, keepsLabel: false });
    const rows = (from: TestServer) => from.query(ROWS);
    const bySpell = (from: TestServer) =>
      from.query('SELECT spell_id, recognized_id, count(*)::int AS n FROM casts GROUP BY 1, 2 ORDER BY 1, 2');
    const newest = async (): Promise<ListedEvent | undefined> =>
      (await console.ask<EventPage>('event:list', { before: null, limit: 1 })).events[0];
    const [before, spellsBefore] = [await rows(place), await bySpell(place)];
    const { id, people, casts: total } = (await newest()) ?? {};
    expect([people, total, before.length]).toEqual([4, 14, 18]);
    const exported = await (await routesOf(place).get('/api/casts.ndjson')).text();

    await console.ask('event:begin', { after: code, title: 'Next', bookId: console.state.books.current });
    await console.ask('event:remove', { eventId: id, code });
    console.socket.disconnect();
    await place.query(`UPDATE events SET deleted_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    const again = await place.restart();
    console = await openConsole(again);
    await expect.poll(() => again.query('SELECT 1 FROM casts'), { timeout: 20_000 }).toEqual([]);
    await importFile(console, routesOf(again), exported);
    expect(await rows(again)).toEqual(before);
    expect(await bySpell(again)).toEqual(spellsBefore);
    const event = await newest();
    expect(event?.imported).toEqual({ people, casts: total });
    expect(event).toMatchObject({ people: 0, casts: 0 }); // imported beside the new evening
    expect(await (await routesOf(again).get('/api/casts.ndjson')).text()).toBe(exported);
    console.socket.disconnect();
    await again.remove();
  });
});
