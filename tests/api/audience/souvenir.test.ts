import { SEAL_BARS, unpackPath, type Answer, type CastId, type Souvenir, type StoredCast } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf } from '../../support/room/cast-of.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { joinWand, type TestWand } from '../../support/room/test-wand.js';

let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const souvenirOf = (wand: TestWand) => wand.ask<Souvenir>('souvenir:fetch', {});

/** Stores a cast of a spell. @returns its id and the confidence of its recognition as that spell */
async function store(wand: TestWand, spell: string, seed: number, change: object = {}) {
  const { replay, castId } = castOf(spell, change, seed);
  const { recognition } = await wand.ask<StoredCast>('cast:replay', replay);
  const confidence = Math.max(0, ...(recognition?.probabilities ?? []));
  return { castId: castId as CastId, spell: recognition?.spell ?? null, confidence };
}

describe('[W4] the souvenir', () => {
  test('of somebody who never cast is empty', async () => {
    const wand = await joinWand(server);
    expect(await souvenirOf(wand)).toEqual({
      ...{ best: null, spells: [], casts: 0, taught: 0, points: 0, rank: null, of: 0 },
    });
    wand.socket.disconnect();
  });

  test('has the most confident recognized cast with its seal and path, spells in the order of the book, and counts', async () => {
    const wand = await joinWand(server);
    const stored = [];
    for (const [spell, seed] of [
      ['Tide', 3],
      ['Ember', 4],
      ['Ember', 5],
      ['Tide', 6],
    ] as const)
      // prettier-ignore
      stored.push(await store(wand, spell, seed));
    await store(wand, 'Gale', 8, { intent: 'teach', spell: 'gale' });
    const other = await joinWand(server, 'Salt Hare');
    await store(other, 'Bloom', 9);
    const best = stored.reduce((most, one) => (one.confidence > most.confidence ? one : most));
    const souvenir = await souvenirOf(wand);
    expect(souvenir).toMatchObject({ spells: ['ember', 'tide'], casts: 5, taught: 1, points: 0, rank: null });
    expect(souvenir.best).toMatchObject({ castId: best.castId, spell: best.spell });
    expect(souvenir.best?.confidence).toBeCloseTo(best.confidence, 5);
    expect(souvenir.best?.seal).toHaveLength(SEAL_BARS);
    expect(unpackPath(souvenir.best?.path ?? '')).toHaveLength(32);
    for (const { socket } of [wand, other]) socket.disconnect();
  });

  test('never has a discarded or deleted cast, nor one that was meant as another spell, and prefers drawn ones', async () => {
    const wand = await joinWand(server);
    const [discarded, mislabeled, deleted] = [
      await store(wand, 'Ember', 11),
      await store(wand, 'Ember', 12),
      await store(wand, 'Ember', 13),
    ];
    const tapped = await store(wand, 'Ember', 14, { source: 'tapped' });
    const practiced = await store(wand, 'Ember', 16, { spell: 'gale' });
    expect(new Set([discarded, mislabeled, deleted, tapped, practiced].map(({ spell }) => spell))).toEqual(
      new Set(['ember']),
    );
    await client.ask('casts:label', {
      labels: [
        { castId: discarded.castId, kind: 'discard' },
        { castId: mislabeled.castId, kind: 'spell', spell: 'gale' },
      ],
    });
    expect((await souvenirOf(wand)).best?.castId).toBe(deleted.castId);
    await wand.ask('casts:delete', { castIds: [deleted.castId] });
    expect(await souvenirOf(wand)).toMatchObject({ best: { castId: tapped.castId }, spells: ['ember'], casts: 4 });
    await wand.ask('casts:delete', { castIds: [tapped.castId] });
    expect(await souvenirOf(wand)).toMatchObject({ best: null, spells: [], casts: 3 });
    wand.socket.disconnect();
  });

  test('has the points and the rank of the leaderboard', async () => {
    const [wand, rival] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    const { id } = await client.ask<{ id: string }>('round:start', { kind: 'order', spell: 'ember', seconds: 60, duel: null }); // prettier-ignore
    await server.query(`UPDATE rounds SET starts_at = now() - interval '20 s' WHERE id = $1`, [id]);
    await client.ask('round:extend', { roundId: id, seconds: 10 }); // lets the server read the changed round
    const now = Date.now();
    for (const one of [wand, rival])
      await one.ask('cast:replay', castOf('Ember', { startedAt: now - 10_000, offsetMs: 0 }, 21).replay);
    await expect.poll(async () => (await souvenirOf(wand)).points, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await souvenirOf(rival)).of, { timeout: 10_000 }).toBe(2);
    expect((await souvenirOf(wand)).rank).toBeGreaterThanOrEqual(1);
    for (const { socket } of [wand, rival]) socket.disconnect();
  });

  test('answers many phones that ask at once, while casts are stored', async () => {
    const wands = [];
    for (let i = 0; i < 30; i++) wands.push(await joinWand(server, `Brisk Wren ${i}`));
    await Promise.all(wands.map((wand, i) => store(wand, i % 2 === 0 ? 'Ember' : 'Tide', 30 + i)));
    const [answers, stored] = await Promise.all([
      Promise.all(wands.flatMap((wand) => [souvenirOf(wand), souvenirOf(wand), souvenirOf(wand)])),
      Promise.all(wands.slice(0, 5).map((wand, i) => store(wand, 'Gale', 60 + i))),
    ]);
    expect(answers.every(({ casts }) => casts >= 1)).toBe(true);
    expect(stored).toHaveLength(5);
    for (const { socket } of wands) socket.disconnect();
  });

  test('is the same after a restart, and is refused once the next event has begun', async () => {
    const wand = await joinWand(server);
    await store(wand, 'Ember', 71);
    const before = await souvenirOf(wand);
    wand.socket.disconnect();
    client.socket.disconnect();
    server = await server.restart();
    client = await openConsole(server);
    const again = await joinWand(server, 'Quiet Otter', wand.key);
    const { best, casts } = await souvenirOf(again);
    expect({ best, casts }).toEqual({ best: before.best, casts: before.casts });
    await client.ask('event:begin', { after: server.code, title: 'The next talk', bookId: client.state.books.current });
    const answer = (await again.socket.emitWithAck('souvenir:fetch', {})) as Answer<Souvenir>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'event-over' } });
    again.socket.disconnect();
  });
});
