import { starterSpellbook } from '@wandcast/gesture';
import type { CastId, Dataset, QueuedCast, QueueState, SimilarCast, SpellId } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LabelQueue } from '../../../apps/api/src/curation/label-queue/label-queue.service.js';
import { LabelQueueRepository } from '../../../apps/api/src/curation/label-queue/label-queue.repository.js';
import { becomeMember, startTestServer, type TestServer } from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let server: TestServer;
let ada: ConsoleClient;
let bea: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  ada = await openConsole(server);
  await ada.ask('room:learn', { learning: false }); // sixty casts would start an automatic training
  const link = await ada.ask<string>('member:invite', { role: 'moderator', note: '' });
  bea = await openConsole(server, await becomeMember(link, 'Bea'));
  for (const [i, { glyph }] of starterSpellbook.slice(0, 3).entries())
    await castAll(server, casts(glyph ?? '', 4, 5, 60 + i));
});
afterAll(async () => {
  for (const client of [ada, bea]) client.socket.disconnect();
  await server.remove();
});

const take = (client: ConsoleClient, count: number, part: object = {}): Promise<QueuedCast[]> =>
  client.ask('queue:take', { count, only: null, except: [], ...part });
const show = (client: ConsoleClient): Promise<QueueState> => client.ask('queue:show', {});
const idsOf = (taken: readonly QueuedCast[]): CastId[] => taken.map(({ picture }) => picture.castId);
const name = (client: ConsoleClient, castIds: readonly CastId[], spell = 'ember'): Promise<unknown> =>
  client.ask('casts:label', { labels: castIds.map((castId) => ({ castId, kind: 'spell', spell })) });
/** Resolves when the active model has scored every cast. */
const allScored = (): Promise<void> => expect.poll(async () => show(ada)).toSatisfy(isWhole);
const isWhole = ({ scored, casts: all }: QueueState): boolean => scored === all;

describe('[Q1] the label queue', () => {
  test('shows each cast with its sketch and shape, and without a label', async () => {
    const [first] = await take(ada, 1);
    expect(first).toMatchObject({ slice: 'uncertain', quarantine: null, picture: { spell: null, label: null } });
    expect(first?.shape).toHaveLength(144);
    expect(first?.picture.sketch.length).toBeGreaterThan(20);
  });

  test('starts with the casts the model is least sure of, once all are scored', async () => {
    await allScored();
    const gaps = (await take(ada, 10)).flatMap(({ slice, guess }) =>
      slice === 'uncertain' && guess !== null ? [guess.confidence - guess.runnerUp] : [],
    );
    const [state] = await server.query<{ widest: number }>(
      'SELECT max(confidence - runner_up_confidence) AS widest FROM predictions',
    );
    expect(Math.max(...gaps)).toBeLessThan(state?.widest ?? 0);
  });

  test('leases no cast to two moderators at once, and a released one to the other', async () => {
    const [mine, theirs] = await Promise.all([take(ada, 20), take(bea, 20)]);
    expect(mine).toHaveLength(20);
    expect(theirs.length).toBeGreaterThan(0);
    expect(new Set([...idsOf(mine), ...idsOf(theirs)]).size).toBe(mine.length + theirs.length);
    const except = idsOf(theirs);
    const rest = await take(bea, 20, { except });
    const seen = [...except, ...idsOf(rest)];
    const held = idsOf(await take(ada, 20)); // asked again without `except`: the leases of the other member still hold
    expect(seen.filter((id) => held.includes(id))).toEqual([]);
    await ada.ask('queue:leave', {});
    expect(idsOf(await take(bea, 20, { except: seen })).length).toBeGreaterThan(0);
    await bea.ask('queue:leave', {});
  });

  test('keeps only the leases of casts that the page still shows', async () => {
    const [shown, left] = [idsOf(await take(ada, 2)), idsOf(await take(ada, 2))];
    await server.query(`UPDATE label_leases SET expires_at = now() + interval '1 second'`);
    await take(ada, 1, { except: shown });
    const renewed = await server.query<{ id: CastId }>(
      `SELECT cast_id AS id FROM label_leases WHERE expires_at > now() + interval '1 minute'`,
    );
    const ids = renewed.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(shown));
    expect(ids.filter((id) => left.includes(id) && !shown.includes(id))).toEqual([]);
    await ada.ask('queue:leave', {});
  });

  test('counts once for all requests of a member that came during a count', async () => {
    const { agreement, ...counts } = await show(ada);
    const asked = vi.spyOn(LabelQueue.prototype, 'show');
    const counted = vi.spyOn(LabelQueueRepository.prototype, 'counts');
    let answer: (counted: typeof counts) => void = () => undefined;
    counted.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const states = Promise.all([show(ada), show(ada), show(ada), show(ada)]);
    await expect.poll(() => asked.mock.calls.length).toBe(4);
    expect(counted).toHaveBeenCalledTimes(1);
    answer(counts);
    expect(await states).toEqual(new Array<QueueState>(4).fill({ ...counts, agreement }));
    expect(counted).toHaveBeenCalledTimes(2);
    for (const spy of [asked, counted]) spy.mockRestore();
  });

  test('drops labeled casts, asks another moderator for blind second opinions, and measures agreement', async () => {
    const named = idsOf(await take(ada, 16));
    await name(ada, named);
    expect(idsOf(await take(ada, 20)).filter((id) => named.includes(id))).toEqual([]);
    expect(await show(bea)).toMatchObject({ labeled: 16, everyones: 16, mine: 0, waiting: { second: 16 } });

    const seconds = await take(bea, 3, { only: 'second' });
    expect(seconds.map(({ slice, picture }) => [slice, picture.label])).toEqual(Array(3).fill(['second', null]));
    await name(bea, idsOf(seconds).slice(0, 2));
    await name(bea, idsOf(seconds).slice(2), 'gale');
    const { agreement, labeled } = await show(bea);
    expect(agreement).toMatchObject({ casts: 3, agreed: 2 });
    expect(labeled).toBe(16);
    await ada.ask('queue:leave', {});
    await bea.ask('queue:leave', {});
  });

  test('[Q3] finds similar casts among those that have a label', async () => {
    const [item] = await take(ada, 1);
    const similar = await ada.ask<SimilarCast[]>('casts:similar', { castId: item?.picture.castId });
    expect(similar).toHaveLength(6);
    const similarities = similar.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    expect(similar.every(({ picture }) => picture.label !== null)).toBe(true);
  });
});

describe('[Q2] a suspicious cast', () => {
  const ember = starterSpellbook.find(({ id }) => id === 'ember');

  test('is quarantined from training until a moderator has reviewed it', async () => {
    const still = casts(ember?.glyph ?? '', 1, 1, 7).map((own) => own.map(resting));
    const count = async (): Promise<number> => {
      const late = await openConsole(server);
      late.socket.disconnect();
      return late.state.readiness.find(({ spell }) => spell === ('ember' as SpellId))?.casts ?? 0;
    };
    const labeled = `SELECT count(*)::int AS casts FROM current_labels WHERE spell_id = 'ember'`;
    const before = (await server.query<{ casts: number }>(labeled))[0]?.casts ?? 0;
    await expect.poll(count).toBe(before);
    const [stored] = await castAll(server, still, { intent: 'teach', spell: 'ember' });
    const castId = stored?.castId ?? raise();
    await allScored();
    const back = await take(ada, 5, { only: 'quarantine' });
    expect(back.map(({ picture, quarantine }) => [picture.castId, quarantine])).toEqual([[castId, 'still']]);
    await expect.poll(count).toBe(before);
    const selection = { by: 'facts', spells: ['ember'], people: null, from: null, until: null };
    const save = async (dataset: string): Promise<number> =>
      (await ada.ask<Dataset>('dataset:save', { name: dataset, note: '', selection })).casts;
    expect(await save('Before the review')).toBe(before); // as many as the console said
    await name(ada, [castId]);
    await expect.poll(count).toBe(before + 1);
    expect(await save('After the review')).toBe(before + 1);
  });
});

test('[Q2] the queue is reordered when another model becomes active', async () => {
  const before = await server.query('SELECT DISTINCT model_id FROM predictions');
  const ended = ada.waitForMessage('training:ended', ({ origin }) => origin === 'glyphs');
  await ada.ask('spell:remove', { spellId: 'veil' }); // starts a training automatically
  expect((await ended).outcome).toBe('done');
  await allScored();
  const after = await server.query<{ model_id: string }>('SELECT DISTINCT model_id FROM predictions');
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

/** The signal without movement. */
function resting<S extends { linear?: { x: Float32Array; y: Float32Array; z: Float32Array } }>(signal: S): S {
  for (const axis of Object.values(signal.linear ?? {})) axis.fill(0.1);
  return signal;
}

function raise(): never {
  throw new Error('the cast was not stored');
}
