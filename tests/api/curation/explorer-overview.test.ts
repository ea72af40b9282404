import { get } from 'node:http';
import { starterSpellbook } from '@wandcast/gesture';
import {
  DISCARDED,
  OverviewReader,
  overviewFlags,
  type CastId,
  type CastPicture,
  type LabeledCast,
  type OverviewPage,
} from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OverviewRepository } from '../../../apps/api/src/curation/explorer/overview.repository.js';
import { seedCasts, type SeedOptions } from '../../support/seed-casts.js';
import { startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';
import { openPool } from '../../support/database-pool.js';
import { castAll, casts, openConsole } from '../../support/console-client.js';

const ember = starterSpellbook.find(({ id }) => id === 'ember')?.glyph ?? '';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.remove();
});

async function fill(filling: SeedOptions): Promise<void> {
  const pool = openPool(server.databaseUrl);
  await seedCasts(pool, filling);
  await pool.end();
}

function ask(query = '', token = server.owner): Promise<Response> {
  return fetch(`${server.url}/api/casts/overview${query}`, { headers: { authorization: `Bearer ${token}` } });
}

async function read(query = ''): Promise<OverviewPage[]> {
  const response = await ask(query);
  const reader = new OverviewReader();
  return reader.push(new Uint8Array(await response.arrayBuffer()));
}
const countOf = (pages: readonly OverviewPage[]): number => pages.reduce((sum, { count }) => sum + count, 0);
/** Ids of a page's casts, without their dashes. */
const idsOf = (pages: readonly OverviewPage[]): string[] =>
  pages.flatMap(({ columns: { id }, count }) =>
    Array.from({ length: count }, (_, i) => Buffer.from(id.subarray(16 * i, 16 * i + 16)).toString('hex')),
  );
const withoutDashes = (castId: string): string => castId.replaceAll('-', '');

describe('[X1] the overview', () => {
  test('requires a console account and must not be cached', async () => {
    expect((await ask('', tokenOf(server.links.stage))).status).toBe(401);
    expect((await fetch(`${server.url}/api/casts/overview`)).status).toBe(401);
    const response = await ask();
    expect(response.headers.get('cache-control')).toBe('no-store');
    await response.arrayBuffer();
    const refused = await ask('?since=yesterday');
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([400, 'invalid-message']);
  });

  test('of an event without casts is one empty page', async () => {
    expect(await read()).toMatchObject([{ count: 0, total: 0, isLast: true, people: [] }]);
  });

  test('contains the labels, predictions, person and shape of each cast', async () => {
    const room = casts(ember, 1, 2, 3);
    const [first, second] = await castAll(server, room, { intent: 'teach', spell: 'ember' });
    const [free] = await castAll(server, casts(ember, 1, 1, 4));
    const client = await openConsole(server);
    await client.ask('casts:label', { labels: [
      { castId: first?.castId, kind: 'discard' },
      { castId: second?.castId, kind: 'spell', spell: 'tide' },
    ] }); // prettier-ignore
    client.socket.disconnect();
    const pages = await read();
    const [page] = pages;
    if (page === undefined) throw new Error('no page');
    const { columns, spells, people, models } = page;
    const place = (castId: CastId | undefined): number => idsOf(pages).indexOf(withoutDashes(castId ?? ''));
    const [a, b, c] = [first, second, free].map((cast) => place(cast?.castId)) as [number, number, number];
    const intended = [a, b, c].map((i) => spells[columns.intendedSpell[i] ?? -1]);
    expect(intended).toEqual(['ember', 'ember', undefined]);
    expect([columns.label[a], spells[columns.label[b] ?? -1], columns.label[c]]).toEqual([DISCARDED, 'tide', -1]);
    expect([a, b, c].map((i) => (columns.flags[i] ?? 0) & overviewFlags.taught)).toEqual([1, 1, 0]);
    expect(people[columns.person[a] ?? 0]?.nickname).toBe('Quiet Otter 1');
    expect(models[columns.model[c] ?? -1]).toBe(free?.recognition?.modelId);
    const sure = Math.max(...(free?.recognition?.probabilities ?? []));
    expect([columns.confidence[c], spells[columns.recognized[c] ?? -1] ?? null]).toEqual([
      Math.round(100 * sure),
      free?.recognition?.spell,
    ]);
    expect(columns.durationMs[a]).toBe(Math.round(room[0]?.[0]?.t.at(-1) ?? 0));
    expect(columns.shape.subarray(144 * a, 144 * (a + 1)).some((value) => value !== 0)).toBe(true);
  });

  test('of a thousand casts comes in pages, each with only the new names', async () => {
    await fill({ casts: 1_000, people: 40 });
    const pages = await read();
    expect([countOf(pages), pages[0]?.total, new Set(idsOf(pages)).size]).toEqual([1_003, 1_003, 1_003]);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ isLast }) => isLast)).toEqual(pages.map((_, i) => i === pages.length - 1));
    const people = pages.flatMap((page) => page.people.map(({ id }) => id));
    expect(new Set(people).size).toBe(people.length);
  });

  test('since a given time includes later casts and those committed late', async () => {
    const until = (await read())[0]?.until ?? 0;
    const [cast] = await castAll(server, casts(ember, 1, 1, 5), { intent: 'teach', spell: 'ember' });
    const since = await read(`?since=${until}`);
    expect(idsOf(since)).toContain(withoutDashes(cast?.castId ?? ''));
    expect(countOf(since)).toBeLessThan(50);
    expect(countOf(await read(`?since=${until + 60_000}`))).toBe(0);
  });

  test('stops reading the database when the client disconnects', async () => {
    await fill({ casts: 1_000, people: 5, seed: 2 });
    const headers = { authorization: `Bearer ${server.owner}` };
    const pages = vi.spyOn(OverviewRepository.prototype, 'page');
    await read();
    const all = pages.mock.calls.length;
    pages.mockClear();
    await new Promise<void>((resolve) => {
      const request = get(`${server.url}/api/casts/overview`, { headers }, (response) => {
        response.once('data', () => request.destroy());
        response.once('close', resolve);
        response.once('error', () => undefined);
      });
    });
    expect(countOf(await read())).toBe(2_004); // those of the first request had their turns before
    expect(pages.mock.calls.length).toBeLessThan(2 * all);
    pages.mockRestore();
    expect(server.log).toEqual([]);
  });
});

describe('[T11] a thousand labels', () => {
  test('are sent in one message, reach every console and can be withdrawn the same way', async () => {
    const [client, other] = [await openConsole(server), await openConsole(server)];
    const rows = await server.query<{ id: CastId }>(
      'SELECT id FROM casts WHERE id NOT IN (SELECT cast_id FROM current_labels) LIMIT 1000',
    );
    const labels = (kind: string) => rows.map(({ id: castId }) => ({ castId, kind }));
    const changed = other.waitForMessage('labels:changed');
    const labeled = await client.ask<LabeledCast[]>('casts:label', { labels: labels('discard') });
    expect(labeled).toHaveLength(1_000);
    expect((await changed).length).toBe(1_000);
    const discarded = (await read())
      .flatMap(({ columns }) => Array.from(columns.label))
      .filter((code) => code === DISCARDED);
    expect(discarded).toHaveLength(1_001); // one was discarded before
    await client.ask('casts:label', { labels: labels('withdraw') });
    expect(await server.query('SELECT 1 FROM current_labels')).toHaveLength(2);
    expect(
      await client.refusal('casts:label', { labels: [...labels('discard'), ...labels('discard').slice(0, 1)] }),
    ).toBe('invalid-message');
    client.socket.disconnect();
    other.socket.disconnect();
  });
});

describe('[X3] casts stored before shapes existed', () => {
  test('are flagged, and get their shapes after the next start', async () => {
    await fill({ casts: 120, people: 3, seed: 9, withShapes: false });
    const shapeless = (pages: readonly OverviewPage[]): number =>
      pages.flatMap(({ columns }) => Array.from(columns.flags)).filter((flags) => flags & overviewFlags.shapeless)
        .length;
    expect(shapeless(await read())).toBe(120);
    server = await server.restart();
    await expect.poll(async () => shapeless(await read())).toBe(0);
  });
});

describe('a replayed cast', () => {
  test('says so, instead of being simulated', async () => {
    const before = (await read()).flatMap(({ columns }) => Array.from(columns.flags)).filter(isSimulated).length;
    const glyph = starterSpellbook[0]?.glyph ?? '';
    const [stored] = await castAll(server, casts(glyph, 1, 1, 31), { source: 'replayed' });
    const client = await openConsole(server);
    const [picture] = await client.ask<CastPicture[]>('casts:show', { castIds: [stored?.castId] });
    client.socket.disconnect();
    expect(picture?.source).toBe('replayed');
    const after = (await read()).flatMap(({ columns }) => Array.from(columns.flags)).filter(isSimulated).length;
    expect(after).toBe(before);
  });
});
const isSimulated = (flags: number): boolean => (flags & overviewFlags.simulated) !== 0;

describe('casts of another event', () => {
  test('are not in the overview', async () => {
    await server.query(
      `INSERT INTO events (room_id, code, title, spellbook_id, created_at) SELECT room_id, 'OTHER9', 'Another', spellbook_id, now() - interval '1 day' FROM events LIMIT 1`,
    );
    const [event] = await server.query<{ id: string }>(`SELECT id FROM events WHERE code = 'OTHER9'`);
    const before = countOf(await read());
    await server.query('UPDATE casts SET event_id = $1 WHERE id IN (SELECT id FROM casts LIMIT 10)', [event?.id]);
    expect(countOf(await read())).toBe(before - 10);
  });
});
