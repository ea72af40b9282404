import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCastLine, starterSpellbook, tidyCsvCasts, type RecordedCast, type TidyRow } from '@wandcast/gesture';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packedSignal } from '../../../apps/api/src/curation/import/packed-signal.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { castMessages } from '../../support/cast-messages.js';
import { importableFiles } from '../../support/recordings.js';
import {
  importFile,
  ndjson,
  importReached,
  recorded,
  routesOf,
  upload,
  type Routes,
} from '../../support/cast-files.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));
/** A file may name a spell by its id; exports use its name. */
const spellName = (label: string | null): string | null =>
  starterSpellbook.find(({ id }) => id === label)?.name ?? label;
const ROWS = `SELECT c.id, p.nickname, c.intent, c.spell_id, c.source, c.started_at, c.duration_ms, c.rate_hz, c.max_gap_ms,
  c.channels, c.flipped, c.turned, c.hand, c.count, c.checksum, encode(c.samples, 'hex') AS samples, c.recognized_id, l.spell_id AS label,
  l.cast_id IS NOT NULL AS labeled
  FROM casts c JOIN participants p ON p.id = c.participant_id LEFT JOIN current_labels l ON l.cast_id = c.id ORDER BY c.id`;

interface Open {
  readonly server: TestServer;
  readonly client: ConsoleClient;
  readonly routes: Routes;
}
const opened: Open[] = [];

async function open(): Promise<Open> {
  const server = await startTestServer();
  const one = { server, client: await openConsole(server), routes: routesOf(server) };
  opened.push(one);
  return one;
}
async function close({ server, client }: Open): Promise<void> {
  client.socket.disconnect();
  await server.remove();
}

let room: Open;
/** Stores casts with all channels, with gravity only, taught, free, labeled and discarded. */
beforeAll(async () => {
  room = await open();
  await castAll(room.server, casts(glyphs.get('ember') ?? '', 2, 3, 1), { intent: 'teach', spell: 'ember' });
  await castAll(room.server, casts(glyphs.get('tide') ?? '', 1, 3, 2));
  const wand = connectWand(room.server);
  await nextMessage(wand, 'wand:welcomed');
  const wave = (i: number, scale: number): [number, number, number] => [i * scale, -i / 7, 9.81 + i / 3];
  const all = Array.from({ length: 40 }, (_, i) => ({ t: i * 10.5, linear: wave(i, 0.2), gravity: wave(i, 0.3), rotation: wave(i, 12) })); // prettier-ignore
  const steep = all.map(({ t, gravity }) => ({ t, gravity }));
  await wand.emitWithAck(
    'cast:replay',
    castMessages(all, { intent: 'teach', spell: 'gale', orientation: { flipped: true, turned: 270, hand: 'left' } })
      .replay,
  );
  await wand.emitWithAck(
    'cast:replay',
    castMessages(steep, { source: 'pointer', orientation: { flipped: null, turned: 0, hand: 'right' } }).replay,
  );
  wand.disconnect();
  const [first, second, third] = await room.server.query<{ id: string }>('SELECT id FROM casts ORDER BY id');
  await room.client.ask('casts:label', {
    labels: [
      { castId: first?.id, kind: 'discard' },
      { castId: second?.id, kind: 'spell', spell: 'veil' },
      { castId: third?.id, kind: 'spell', spell: 'ember' },
    ],
  });
});
afterAll(async () => {
  for (const one of opened) await close(one);
});

const lines = async (address: string, at: Open = room): Promise<Record<string, unknown>[]> => {
  const text = await (await at.routes.get(address)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('[F5] an export', () => {
  test('contains the current spell and the intended spell of each cast, and whether it was discarded', async () => {
    const all = await lines('/api/casts.ndjson');
    expect(all).toHaveLength(11);
    expect(all[0]).toMatchObject({ label: null, said: 'Ember', discarded: true, intent: 'teach', source: 'simulated' });
    expect(all[1]).toMatchObject({ label: 'Veil', said: 'Ember', labeled: true });
    expect(all[1]).not.toHaveProperty('discarded');
    expect(new Set(all.map(({ user }) => user)).size).toBe(4); // two people share a name
    expect(all.map(({ user }) => user)).toContain('Quiet Otter 1 (2)');
    expect((await lines('/api/casts.ndjson?labels=said'))[1]).toMatchObject({ label: 'Ember' });
    for (const cast of await lines('/api/casts.ndjson?labels=none')) {
      expect(cast).toMatchObject({ label: null });
      for (const key of ['said', 'heard', 'intent']) expect(cast).not.toHaveProperty(key);
    }
    expect(await lines('/api/casts.ndjson?spell=ember')).toHaveLength(4);
    const [person] = await room.server.query<{ id: string }>(`SELECT id FROM participants WHERE nickname = 'Quiet Otter 2'`); // prettier-ignore
    expect(await lines(`/api/casts.ndjson?person=${person?.id ?? ''}`)).toHaveLength(3);
    expect((await room.routes.get('/api/casts.ndjson?labels=all')).status).toBe(400);
  });

  test('is gzipped on request, as a content encoding or as a file', async () => {
    const plain = await (await room.routes.get('/api/casts.ndjson', { 'accept-encoding': 'identity' })).text();
    const encoded = await room.routes.get('/api/casts.ndjson', { 'accept-encoding': 'gzip' });
    expect(encoded.headers.get('content-encoding')).toBe('gzip');
    expect(await encoded.text()).toBe(plain);
    const file = await room.routes.get('/api/casts.ndjson.gz', { 'accept-encoding': 'identity' });
    expect(file.headers.get('content-disposition')).toMatch(/\.ndjson\.gz$/);
    expect(gunzipSync(Buffer.from(await file.arrayBuffer())).toString()).toBe(plain);
  });

  test('imported into an empty event yields identical rows, and imported again adds nothing', async () => {
    const other = await open();
    const text = await (await room.routes.get('/api/casts.ndjson')).text();
    const { result } = await importFile(other.client, other.routes, text);
    expect(result).toEqual({ stored: 11, known: 0, rejected: 0 });
    const [here, there] = [
      await room.server.query<{ nickname: string }>(ROWS),
      await other.server.query<{ nickname: string }>(ROWS),
    ];
    const [sample] = here as Record<string, unknown>[];
    expect(sample?.['samples']).toMatch(/^[0-9a-f]{100,}$/);
    expect(there).toEqual(here.map((row, i) => ({ ...row, nickname: there[i]?.nickname ?? '' })));
    expect(here.slice(0, 6).map(({ nickname }) => nickname)).toEqual(there.slice(0, 6).map(({ nickname }) => nickname));
    expect((await importFile(room.client, room.routes, text)).result).toEqual({ stored: 0, known: 11, rejected: 0 });
    expect(await room.server.query(ROWS)).toEqual(here);
    expect(await (await other.routes.get('/api/casts.ndjson')).text()).toBe(text);
  });

  test('as tidy CSV is read back unchanged', async () => {
    const rows = parse<TidyRow>(await (await room.routes.get('/api/casts.csv')).text(), { columns: true });
    const [read, all] = [[...tidyCsvCasts(rows)], await lines('/api/casts.ndjson')];
    expect(read).toHaveLength(all.length);
    for (const [i, cast] of all.entries()) {
      const { signal, label, user, metadata } = parseCastLine(JSON.stringify(cast), 1);
      expect({ label: read[i]?.label, user: read[i]?.user }).toEqual({ label, user });
      expect(read[i]?.metadata?.discarded).toBe(metadata?.discarded);
      if (signal.linear !== undefined) expect(read[i]?.signal).toEqual({ t: signal.t, linear: signal.linear });
    }
  });

  test.each(importableFiles)(
    'of the recordings of $name equals the original files and the stored rows',
    async ({ files }) => {
      const other = await open();
      const originals: RecordedCast[] = [];
      for (const file of files) {
        const bytes = readFileSync(file.path);
        const own = gunzipSync(bytes).toString().trimEnd().split('\n').map(parseCastLine);
        originals.push(...own);
        const { result } = await importFile(other.client, other.routes, bytes, { name: file.name });
        expect(result).toEqual({ stored: own.length, known: 0, rejected: 0 });
      }
      const all = (await lines('/api/casts.ndjson', other)).map((line) => parseCastLine(JSON.stringify(line), 1));
      const total = files.reduce((sum, { casts }) => sum + casts, 0);
      expect(originals).toHaveLength(total);
      expect(all).toHaveLength(total);
      const withSpellName = (cast: RecordedCast): RecordedCast => ({ ...cast, label: spellName(cast.label) });
      const keyOf = ({ user, label, signal }: RecordedCast): string => {
        const { channels, words } = packedSignal(signal);
        return JSON.stringify([user, label, channels, ...words]);
      };
      expect(all.map(keyOf).sort()).toEqual(originals.map(withSpellName).map(keyOf).sort());
      const held = await other.server.query<{ id: string; samples: Buffer }>(
        'SELECT id, samples FROM casts ORDER BY id',
      );
      for (const [i, { id, samples }] of held.entries()) {
        const cast = all[i];
        if (cast === undefined) throw new Error('a cast is missing');
        const { words } = packedSignal(cast.signal);
        expect(cast.id).toBe(id);
        expect(Buffer.from(words.buffer).equals(samples)).toBe(true);
      }
      const back = await (await other.routes.get('/api/casts.ndjson')).text();
      expect((await importFile(other.client, other.routes, back)).result).toEqual({
        stored: 0,
        known: total,
        rejected: 0,
      });
    },
  );
});

describe('[F3] an import that is being stored', () => {
  test('continues after its server was stopped midway, and counts each cast once', async () => {
    const file = ndjson(recorded(glyphs.get('tide'), 'Tide', 40, 40, 9)); // big enough to be interrupted
    const before = await open();
    const { id } = await upload(before.routes, Buffer.from(file));
    await importReached(before.client, before.routes, id, 'checked');
    const begun = before.client.waitForMessage(
      'import:progressed',
      (now) => now?.state.stage === 'storing' && now.state.done > 0,
    );
    await before.client.ask('import:store', { importId: id, skipBad: false });
    const half = await begun;
    expect(half?.state).toMatchObject({ stage: 'storing' });
    before.client.socket.disconnect();
    const server = await before.server.restart();
    const after = { server, client: await openConsole(server), routes: routesOf(server) };
    opened[opened.indexOf(before)] = after;
    const { result } = await importReached(after.client, after.routes, id, 'stored');
    expect(result).toEqual({ stored: 1600, known: 0, rejected: 0 });
    expect(await server.query('SELECT count(*)::int AS casts FROM casts')).toEqual([{ casts: 1600 }]);
  });
});
