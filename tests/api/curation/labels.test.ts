import { starterSpellbook } from '@wandcast/gesture';
import type { CastId, CastPicture, LabeledCast } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TrainingCastsRepository } from '../../../apps/api/src/training/training-casts.repository.js';
import { CastsRepository } from '../../../apps/api/src/casting/storage/casts.repository.js';
import { DatasetsRepository } from '../../../apps/api/src/curation/datasets/datasets.repository.js';
import { PrismaService } from '../../../apps/api/src/platform/database/prisma.service.js';
import { ServerConfig } from '../../../apps/api/src/platform/config/server-config.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

const ember = starterSpellbook.find(({ id }) => id === 'ember');
let server: TestServer;
let [client, other]: ConsoleClient[] = [];
let castIds: CastId[];

beforeAll(async () => {
  server = await startTestServer();
  [client, other] = [await openConsole(server), await openConsole(server)];
  const room = casts(ember?.glyph ?? '', 3, 4, 7);
  castIds = (await castAll(server, room, { intent: 'teach', spell: 'ember' })).map(({ castId }) => castId);
});
afterAll(async () => {
  client?.socket.disconnect();
  other?.socket.disconnect();
  await server.remove();
});

const label = (labels: readonly object[], by = client): Promise<LabeledCast[]> =>
  (by ?? raise()).ask('casts:label', { labels });
const shown = (ids: readonly string[]): Promise<CastPicture[]> =>
  (client ?? raise()).ask('casts:show', { castIds: ids });

/** Number of casts per label that a training would read now. */
async function trainableNow(): Promise<Record<string, number>> {
  const prisma = new PrismaService(new ServerConfig(server.databaseUrl, 'external', 'auto', 'test'));
  const [event] = await server.query<{ id: string }>('SELECT id FROM events');
  const set = new TrainingCastsRepository(new CastsRepository(prisma), new DatasetsRepository(prisma), prisma);
  const spells = starterSpellbook.map(({ id }) => id);
  const { casts: read } = await set.read(
    { eventId: event?.id ?? '', datasetId: null, without: null },
    spells,
    new AbortController().signal,
  );
  await prisma.onApplicationShutdown();
  const counts: Record<string, number> = {};
  for (const { label: own } of read) counts[own] = (counts[own] ?? 0) + 1;
  return counts;
}

describe('[T11] a label', () => {
  test('overrides the intended spell, is sent to every console, and can be withdrawn', async () => {
    const [first = '', second = '', third = ''] = castIds;
    const changed = (other ?? raise()).waitForMessage('labels:changed');
    const counted = (other ?? raise()).waitForMessage('readiness:changed', (all) =>
      all.some(({ spell, casts: own }) => spell === 'tide' && own === 1),
    );
    const labeled = await label([
      { castId: first, kind: 'spell', spell: 'tide' },
      { castId: second, kind: 'discard' },
    ]);
    expect(labeled).toMatchObject([
      { castId: first, label: { spell: 'tide' }, before: null },
      { castId: second, label: { spell: null }, before: null },
    ]);
    expect(await changed).toEqual(labeled.map(({ castId, label: own }) => ({ castId, label: own })));
    expect((await counted).find(({ spell }) => spell === 'ember')).toMatchObject({ casts: 10, people: 3 });
    expect(await trainableNow()).toEqual({ ember: 10, tide: 1 });
    expect(await shown([first, second, third])).toMatchObject([
      { spell: 'ember', label: { spell: 'tide' } },
      { spell: 'ember', label: { spell: null } },
      { spell: 'ember', label: null },
    ]);

    expect(await label([{ castId: second, kind: 'spell', spell: 'gale' }])).toMatchObject([
      { label: { spell: 'gale' }, before: { spell: null } },
    ]);
    const back = await label([first, second].map((castId) => ({ castId, kind: 'withdraw' })));
    expect(back).toMatchObject([
      { label: null, before: { spell: 'tide' } },
      { label: null, before: { spell: 'gale' } },
    ]);
    expect(await trainableNow()).toEqual({ ember: 12 });
    const kept = await server.query<{ kind: string }>('SELECT kind FROM labels ORDER BY id');
    expect(kept.map(({ kind }) => kind)).toEqual(['spell', 'discard', 'spell', 'withdraw', 'withdraw']);
  });

  test('makes a free cast usable for training', async () => {
    const [cast] = await castAll(server, casts(ember?.glyph ?? '', 1, 1, 8));
    await label([{ castId: cast?.castId, kind: 'spell', spell: 'gale' }]);
    expect(await trainableNow()).toEqual({ ember: 12, gale: 1 });
    await label([{ castId: cast?.castId, kind: 'discard' }]);
    expect(await trainableNow()).toEqual({ ember: 12 });
  });

  test('returns the earlier label to the second moderator; the newest of concurrent labels wins', async () => {
    const said = (spell: string) => castIds.map((castId) => ({ castId, kind: 'spell', spell }));
    const answers = await Promise.all([label(said('tide')), label(said('gale').reverse(), other)]);
    const stand = (await shown(castIds)).map(({ label: own }) => own?.spell);
    expect(new Set(stand).size).toBe(1); // all or none: the labels of two members are never mixed
    const later = answers.find((own) => own.every(({ before }) => before !== null));
    expect(later?.every(({ label: own }) => own?.spell === stand[0])).toBe(true);
    const newest = await server.query<{ spell_id: string }>(
      'SELECT DISTINCT ON (cast_id) spell_id FROM labels WHERE cast_id = ANY($1) ORDER BY cast_id, id DESC',
      [castIds],
    );
    expect(newest.map(({ spell_id: spell }) => spell)).toEqual(stand);
    await label(castIds.map((castId) => ({ castId, kind: 'withdraw' })));
  });

  test('is rejected with a failure code if it is invalid, and changes nothing', async () => {
    const [castId] = castIds;
    const refusal = (message: object) => (client ?? raise()).refusal('casts:label', message);
    expect(await refusal({ labels: [{ castId, kind: 'spell', spell: 'nothing' }] })).toBe('spell-unknown');
    for (const labels of [
      [],
      [{ castId, kind: 'spell' }],
      [{ castId, verdict: 'praise' }],
      [{ castId: 'x', kind: 'discard' }],
    ])
      // prettier-ignore
      expect(await refusal({ labels })).toBe('invalid-message');
    expect(await label([{ castId: v7(), kind: 'discard' }])).toEqual([]);
    expect(await trainableNow()).toEqual({ ember: 12 });
  });
});

function raise(): never {
  throw new Error('no console is open');
}
