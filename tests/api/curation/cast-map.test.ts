import { starterSpellbook } from '@wandcast/gesture';
import { MAX_MAP_ROWS, decodeMapPage, type CastId, type MapPage } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { seedCasts } from '../../support/seed-casts.js';
import { startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';

const ember = starterSpellbook.find(({ id }) => id === 'ember')?.glyph ?? '';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.remove();
});

function ask(query = '', token = server.owner): Promise<Response> {
  return fetch(`${server.url}/api/casts/map${query}`, { headers: { authorization: `Bearer ${token}` } });
}
async function read(query = ''): Promise<MapPage> {
  return decodeMapPage(await (await ask(query)).arrayBuffer());
}
/** Waits until every cast has its place on a map of the active model. */
async function complete(): Promise<MapPage> {
  await expect
    .poll(
      async () => {
        const { isCurrent, count, total } = await read();
        return isCurrent && count === total;
      },
      { timeout: 60_000, interval: 250 },
    ) // prettier-ignore
    .toBe(true);
  return read();
}
const positionOf = ({ castIds, positions }: MapPage, id: CastId): [x: number, y: number] => {
  const i = castIds.indexOf(id);
  return [positions[2 * i] ?? NaN, positions[2 * i + 1] ?? NaN];
};
const distance = ([ax, ay]: [number, number], [bx, by]: [number, number]): number => Math.hypot(ax - bx, ay - by);
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('[X4] the map of all casts', () => {
  test('requires a console account, must not be cached, and refuses a malformed query', async () => {
    expect((await ask('', tokenOf(server.links.stage))).status).toBe(401);
    expect((await ask()).headers.get('cache-control')).toBe('no-store');
    for (const query of ['?map=1', '?after=-1', '?after=soon']) {
      const refused = await ask(query);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([400, 'invalid-message']);
    }
  });

  test('of an event without casts is empty', async () => {
    expect(await read()).toMatchObject({ mapId: null, total: 0, count: 0, isLast: true });
  });

  test('appears with the first casts, and has new ones without a reload', async () => {
    const client = await openConsole(server);
    const [first] = await castAll(server, casts(ember, 1, 1, 1), { intent: 'teach', spell: 'ember' });
    const one = await complete();
    expect(one.castIds).toEqual([first?.castId]);
    const changed = new Promise((resolve) => client.socket.once('map:changed', resolve));
    const [second] = await castAll(server, casts(ember, 1, 1, 2), { intent: 'teach', spell: 'ember' });
    await changed;
    const two = await complete();
    expect(new Set(two.castIds)).toEqual(new Set([first?.castId, second?.castId]));
    client.socket.disconnect();
  });

  test('places casts by what the active model sees, and answers only what followed', async () => {
    const pool = openPool(server.databaseUrl);
    await seedCasts(pool, { casts: 240, people: 8, seed: 3 });
    await pool.end();
    const room = casts(ember, 1, 3, 5);
    await castAll(server, room, { intent: 'teach', spell: 'ember' }); // announces that there are casts
    const map = await complete();
    expect(map.modelId).toBe((await server.query<{ id: string }>('SELECT active_model_id AS id FROM events'))[0]?.id);
    expect(map.castIds).toHaveLength(245);
    // Most of the ten nearest neighbors of a cast are of the same glyph: every tenth of the seeded ones.
    const ordered = await server.query<{ id: CastId }>(`SELECT id FROM casts WHERE source = 'simulated' ORDER BY id`);
    const places = ordered.slice(0, 240).map(({ id }) => positionOf(map, id));
    const glyphs = starterSpellbook.length;
    const shares = places.map((own, i) => {
      const near = places.map((at, j) => ({ j, away: i === j ? Infinity : distance(own, at) }));
      near.sort((a, b) => a.away - b.away);
      return near.slice(0, 10).filter(({ j }) => j % glyphs === i % glyphs).length / 10;
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.5);

    const [added] = await castAll(server, casts(ember, 1, 1, 9), { intent: 'teach', spell: 'ember' });
    const query = `?map=${map.mapId}&after=${map.last}`;
    await expect.poll(async () => (await read(query)).castIds, { timeout: 20_000 }).toEqual([added?.castId]);
    const other = await read(`?map=${added?.castId}&after=${map.last}`); // a map that is gone
    expect(other).toMatchObject({ mapId: map.mapId, count: 246 });
  });

  test('shows a first part of a large event at once, then all its casts', async () => {
    const other = await startTestServer();
    // Logs how many casts each statement adds to which map.
    await other.query(`
      CREATE TABLE placed (step serial, map_id uuid, casts int, is_shown boolean);
      CREATE FUNCTION log_placed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO placed (map_id, casts, is_shown) SELECT map_id, count(*), (SELECT is_shown FROM cast_maps WHERE id = map_id)
          FROM added GROUP BY map_id;
        RETURN NULL; END $$;
      CREATE TRIGGER placed AFTER INSERT ON map_points REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION log_placed();`);
    const pool = openPool(other.databaseUrl);
    await seedCasts(pool, { casts: 1_300, people: 20, seed: 4 });
    await pool.end();
    const page = async (): Promise<MapPage> => {
      const headers = { authorization: `Bearer ${other.owner}` };
      return decodeMapPage(await (await fetch(`${other.url}/api/casts/map`, { headers })).arrayBuffer());
    };
    await expect.poll(async () => (await page()).count, { timeout: 120_000, interval: 250 }).toBe(1_300);
    const [first, whole, ...rest] = await other.query<{ map_id: string; casts: number; is_shown: boolean }>(
      'SELECT map_id, casts, is_shown FROM placed ORDER BY step',
    );
    expect([first?.casts, whole?.casts]).toEqual([200, 1_000]);
    expect([first, ...rest].every((step) => step?.is_shown)).toBe(true); // the large one once it has its landmarks
    expect(rest.reduce((sum, { casts: added }) => sum + added, 0)).toBe(300);
    expect(new Set([whole, ...rest].map((step) => step?.map_id))).toEqual(new Set([(await page()).mapId]));
    await other.remove();
  });

  test('compares motion when no model is active, and keeps its arrangement', async () => {
    const before = await complete();
    const client = await openConsole(server);
    const book = await client.ask('book:create', { name: 'Blank', from: null });
    await client.ask('book:open', { bookId: (book as { id: string }).id });
    await expect.poll(async () => (await read()).modelId).toBeNull();
    const after = await complete();
    expect([after.modelId, after.castIds.length]).toEqual([null, before.castIds.length]);
    expect(after.mapId).not.toBe(before.mapId);
    // Each cast is nearer to its own earlier place than to that of another cast.
    const own = before.castIds.map((id) => distance(positionOf(before, id), positionOf(after, id)));
    const others = before.castIds.map((id, i) =>
      distance(positionOf(before, before.castIds.at(i - 7) ?? id), positionOf(after, id)),
    );
    expect(median(own)).toBeLessThan(0.75 * median(others));
    client.socket.disconnect();
  });

  test('[X5] answers its largest page, and then the rest', async () => {
    const total = MAX_MAP_ROWS + 5;
    const mapId = (await read()).mapId ?? '';
    const here = (await read()).total;
    const names = await server.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'casts' AND column_name <> 'id'`,
    );
    const columns = names.map(({ name }) => `"${name}"`).join(', ');
    await server.query(
      `WITH copied AS (
         INSERT INTO casts (id, ${columns}) SELECT gen_random_uuid(), ${columns}
         FROM (SELECT * FROM casts LIMIT 1) one, generate_series(1, ${total - here}) RETURNING id)
       INSERT INTO map_points (map_id, cast_id, x, y, is_landmark) SELECT '${mapId}', id, 1, 2, false FROM copied`,
    );
    const first = await read();
    expect(first).toMatchObject({ count: MAX_MAP_ROWS, isLast: false, total });
    const second = await read(`?map=${mapId}&after=${first.last}`);
    expect(second).toMatchObject({ count: 5, isLast: true });
    expect(new Set([...first.castIds, ...second.castIds]).size).toBe(total);
  });
});
