import { gzipSync } from 'node:zlib';
import { starterSpellbook } from '@wandcast/gesture';
import type { ImportInfo } from '@wandcast/protocol';
import { castId } from '@wandcast/protocol/schemas';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ImportRun } from '../../../apps/api/src/curation/import/import-run.service.js';
import { openRoom } from '../../support/console-client.js';
import {
  importFile,
  ndjson,
  importReached,
  recorded,
  routesOf,
  upload,
  valueOf,
  type Routes,
} from '../../support/cast-files.js';

const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));
const room = openRoom();
let routes: Routes;
beforeAll(() => {
  routes = routesOf(room.server);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const stored = () => room.server.query<{ id: string; intent: string; spell_id: string | null; source: string }>(
  'SELECT id, intent, spell_id, source FROM casts ORDER BY id',
); // prettier-ignore
const refusal = async (asked: Promise<Response>): Promise<string> => {
  const { code, detail } = (await (await asked).json()) as { code: string; detail?: string };
  return `${code} ${detail ?? ''}`.trim();
};

describe('[F1] an import', () => {
  const ember = recorded(glyphs.get('ember'), 'Ember', 3, 4, 1);
  const rune = recorded(glyphs.get('gale'), 'Rune of Ice', 2, 3, 2);
  const unsaid = recorded(glyphs.get('tide'), null, 1, 2, 3);
  const file = gzipSync(ndjson([...ember, ...rune, ...unsaid]));

  test('is uploaded in pieces, resumes after an interruption, and is checked before anything is stored', async () => {
    const piece = Math.ceil(file.byteLength / 5);
    const about = { name: 'room.ndjson.gz', size: file.byteLength, modified: 7 };
    const opened = await valueOf<ImportInfo>(routes.post('/api/imports', about));
    const put = (at: number) => valueOf<ImportInfo>(routes.put(`/api/imports/${opened.id}?at=${at}`, file.subarray(at, at + piece))); // prettier-ignore
    expect((await put(0)).state).toEqual({ stage: 'uploading', received: piece });
    expect((await put(0)).state).toEqual({ stage: 'uploading', received: piece }); // resent after a lost response
    expect((await put(3 * piece)).state).toEqual({ stage: 'uploading', received: piece }); // leaves a gap: ignored
    const again = await valueOf<ImportInfo>(routes.post('/api/imports', about)); // as after reloading the page
    expect(again).toMatchObject({ id: opened.id, state: { received: piece } });
    expect(await refusal(routes.post('/api/imports', { ...about, size: 10 }))).toBe('import-busy room.ndjson.gz');
    for (let at = piece; at < file.byteLength; at += piece) await put(at);

    const { report } = await importReached(room.client, routes, opened.id, 'checked');
    expect(report).toMatchObject({
      ...{ format: 'ndjson', isGzipped: true, casts: 20, labeled: 18, known: 0, people: 3, badLines: 0, bad: [] },
      spells: [
        { label: 'Ember', spell: 'ember', state: 'book', casts: 12 },
        { label: 'Rune of Ice', spell: 'rune-of-ice', state: 'new', casts: 6 },
      ],
    });
    expect(await stored()).toEqual([]);

    const taught = room.client.waitForMessage('readiness:changed', (all) => all.some(({ spell, casts }) => spell === 'ember' && casts === 12)); // prettier-ignore
    await room.client.ask('import:store', { importId: opened.id, skipBad: false });
    const { result } = await importReached(room.client, routes, opened.id, 'stored');
    expect(result).toEqual({ stored: 20, known: 0, rejected: 0 });
    await taught;
    const rows = await stored();
    expect(rows.every(({ id }) => castId.safeParse(id).success)).toBe(true);
    const counts = new Map<string, number>();
    for (const { intent, spell_id, source } of rows) {
      const key = [intent, spell_id, source].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      'teach ember file': 12,
      'teach rune-of-ice file': 6,
      'cast  file': 2,
    });
    const people = await room.server.query<{ nickname: string; bytes: number }>(
      'SELECT nickname, length(key_hash) AS bytes FROM participants ORDER BY nickname',
    );
    expect(people.map(({ nickname }) => nickname)).toEqual(['Person 1', 'Person 2', 'Person 3']);
    expect(people.every(({ bytes }) => bytes !== 32)).toBe(true); // the length of a phone's key hash
    expect(await room.server.query('SELECT 1 FROM import_pieces')).toEqual([]);
    const [spell] = await room.server.query('SELECT name, glyph FROM spells WHERE id = $1', ['rune-of-ice']);
    expect(spell).toEqual({ name: 'Rune of Ice', glyph: null });
  });

  test('whose check failed through a fault of the server is checked again on request', async () => {
    const { id } = await upload(routes, file, { name: 'again.ndjson.gz' });
    const { report } = await importReached(room.client, routes, id, 'checked');
    await room.server.query(`UPDATE imports SET stage = 'checking', report = NULL, attempts = 3 WHERE id = $1`, [id]);
    const { failure } = await importReached(room.client, routes, id, 'failed');
    expect(failure).toMatchObject({ code: 'import-failed', mayRetry: true });
    await room.client.ask('import:store', { importId: id, skipBad: true });
    expect((await importReached(room.client, routes, id, 'checked')).report).toEqual(report);
    await room.client.ask('import:cancel', { importId: id });
  });

  test('stores nothing twice if the same casts are imported again, even uncompressed', async () => {
    const before = await stored();
    const plain = ndjson([...unsaid, ...rune, ...ember]);
    const { report, result } = await importFile(room.client, routes, plain);
    expect(report).toMatchObject({ casts: 20, known: 20, isGzipped: false });
    expect(report.spells.map(({ state }) => state)).toEqual(['book', 'book']);
    expect(result).toEqual({ stored: 0, known: 20, rejected: 0 });
    expect(await stored()).toEqual(before);
  });

  test('with bad lines is rejected with a failure code; its good lines are stored on request', async () => {
    const [good, other] = recorded(glyphs.get('veil'), 'Veil', 1, 2, 4).map((cast) => ndjson([cast]).trim());
    const short = JSON.stringify({ id: 's', label: 'Veil', t: [0, 1], x: [1, 1], y: [1, 1], z: [1, 1] });
    const odd = (good ?? '').replace('"label":"Veil"', '"label":"!?"');
    const lines = [good, '{"id":', '', other, '[]', short, odd, '{"id":"a","t":[0]}', '\ud800 \u0000'];
    const { id } = await upload(routes, Buffer.from(lines.join('\n')));
    const { report } = await importReached(room.client, routes, id, 'checked');
    expect(report).toMatchObject({ casts: 2, badLines: 6 });
    expect(report.bad).toEqual([
      { line: 2, reason: 'not JSON' },
      { line: 5, reason: 'not a JSON object' },
      { line: 6, reason: '2 samples; a cast needs at least 4' },
      { line: 7, reason: 'its label has neither a letter nor a digit' },
      { line: 8, reason: 'no x, y, z' },
      { line: 9, reason: 'not JSON' },
    ]);
    expect(await room.client.refusal('import:store', { importId: id, skipBad: false })).toBe('import-has-bad-lines');
    expect(await stored()).toHaveLength(20);
    await room.client.ask('import:store', { importId: id, skipBad: true });
    const { result } = await importReached(room.client, routes, id, 'stored');
    expect(result).toEqual({ stored: 2, known: 0, rejected: 6 });
    expect(await stored()).toHaveLength(22);
  });

  test('accepts tidy CSV and drops recordings with bad rows', async () => {
    const rows = (number: number, bad?: string): string[] =>
      ['m_x', 'm_y', 'm_z'].flatMap((axis, a) =>
        [0.05, 0.1, 0.15, 0.2].map((time, i) =>
          bad !== undefined && a === 1 && i === 2 ? bad : `${time},${axis},${a + i / 10},Veil,${number}`,
        ),
      );
    const csv = [
      'time,direction,accel,label,recording_num',
      ...rows(1),
      ...rows(2, '0.15,m_y,much,Veil,2'),
      ...rows(3),
    ];
    const { id } = await upload(routes, Buffer.from(csv.join('\n')), { name: 'talk.csv' });
    const { report } = await importReached(room.client, routes, id, 'checked');
    expect(report).toMatchObject({ format: 'tidy-csv', casts: 2, badLines: 1, people: 1 });
    expect(report.bad).toEqual([{ line: 20, reason: 'accel is not a number' }]);
    expect(await room.client.ask<ImportInfo>('import:cancel', { importId: id })).toMatchObject({
      state: { stage: 'canceled', result: { stored: 0, known: 0, rejected: 0 } },
    });
    expect(await stored()).toHaveLength(22);
    expect(await room.server.query('SELECT 1 FROM import_pieces')).toEqual([]);
    expect(await room.client.refusal('import:store', { importId: id, skipBad: true })).toBe('import-not-ready');
  });

  test('reports a truncated gzip file as a bad line at its end', async () => {
    const whole = gzipSync(ndjson(recorded(glyphs.get('spark'), 'Spark', 2, 8, 5)));
    const { id } = await upload(routes, whole.subarray(0, Math.floor(whole.byteLength * 0.6)));
    const { report } = await importReached(room.client, routes, id, 'checked');
    expect(report.casts).toBeGreaterThan(2);
    expect(report.bad.at(-1)?.reason).toMatch(/gzip file is damaged or ends here/);
    await room.client.ask('import:cancel', { importId: id });
  });

  test.each([
    ['a picture', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]), /neither NDJSON nor a CSV/],
    ['a zip', Buffer.from('PK\u0003\u0004 and so on'), /unpack it first/],
    ['a JSON array', Buffer.from('[{"id":1}]'), /one cast per line/],
    ['nothing, gzipped', gzipSync(''), /empty or damaged/],
  ])('of %s fails with the reason', async (_, bytes, detail) => {
    const { id } = await upload(routes, bytes);
    const { failure } = await importReached(room.client, routes, id, 'failed');
    expect(failure).toMatchObject({ code: 'file-unreadable' });
    expect(failure.detail).toMatch(detail);
    expect(await room.client.refusal('import:store', { importId: id, skipBad: true })).toBe('import-not-ready');
  });

  test('of a gzip bomb uses little memory and reports its single line as too long', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('{'), Buffer.alloc(64 * 1024 * 1024, 32)]));
    const { id } = await upload(routes, bomb);
    const { report } = await importReached(room.client, routes, id, 'checked');
    expect(report).toMatchObject({ casts: 0, badLines: 1, bad: [{ line: 1, reason: 'longer than 2 MB' }] });
    await room.client.ask('import:cancel', { importId: id });
  });

  test('that is canceled stops being read, and the next one is read', async () => {
    const checks = vi.spyOn(ImportRun.prototype, 'check');
    const lines = Buffer.alloc(64 * 1024 * 1024, '\n'); // read for seconds
    const { id } = await upload(routes, gzipSync(Buffer.concat([Buffer.from(ndjson(ember)), lines])));
    await vi.waitUntil(() => checks.mock.results.length === 1, { timeout: 60_000, interval: 5 });
    await room.client.ask('import:cancel', { importId: id });
    await expect(checks.mock.results[0]?.value).rejects.toMatchObject({ why: 'canceled' });
    const next = await upload(routes, file);
    expect((await importReached(room.client, routes, next.id, 'checked')).report).toMatchObject({ casts: 20 });
    await room.client.ask('import:cancel', { importId: next.id });
  });

  test('rejects invalid requests with a failure code', async () => {
    expect(await refusal(routes.post('/api/imports', { name: 'a', size: 2 ** 40 }))).toMatch(/^import-too-large/);
    expect(await refusal(routes.post('/api/imports', { size: 1 }))).toMatch(/^invalid-message name/);
    const { id } = await valueOf<ImportInfo>(routes.post('/api/imports', { name: 'a', size: 4 }));
    expect(await refusal(routes.put(`/api/imports/${id}?at=0`, Buffer.from('12345')))).toMatch(/the file ends at 4/);
    expect(await refusal(routes.put(`/api/imports/${id}?at=x`, Buffer.from('1')))).toMatch(/^invalid-message/);
    expect(await refusal(routes.put(`/api/imports/${id}?at=0`, Buffer.alloc(0)))).toMatch(/^import-piece-refused/);
    expect(await refusal(routes.put(`/api/imports/nobody?at=0`, Buffer.from('1')))).toBe('import-unknown');
    expect(await room.client.refusal('import:store', { importId: id, skipBad: true })).toBe('import-not-ready');
    await room.client.ask('import:cancel', { importId: id });
    for (const [method, address] of [
      ['POST', 'imports'],
      ['GET', `imports/${id}`],
      ['PUT', `imports/${id}?at=0`],
      ['GET', 'casts.ndjson'],
    ])
      // prettier-ignore
      expect((await fetch(`${room.server.url}/api/${address ?? ''}`, { method: method ?? '' })).status).toBe(401);
  });
});
