import {
  unpackFetchedCasts,
  type Answer,
  type CastId,
  type FetchedCasts,
  type ListedCast,
  type PackedFrame,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { Wand, memoryStore, newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  connectionResult,
  nextMessage,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

let [one, two]: TestServer[] = [];
let [here, there]: ConsoleClient[] = [];

beforeAll(async () => {
  one = await startTestServer();
  two = await startTestServer({ databaseUrl: one.databaseUrl });
  [here, there] = [await openConsole(one), await openConsole(two)];
});
afterAll(async () => {
  here?.socket.disconnect();
  there?.socket.disconnect();
  await two?.remove();
  await one?.remove();
});

/** Connects a wand that teaches `count` Embers, and stays connected. */
async function teacher(count: number, key = newKey(), server = one): Promise<{ wand: Socket; castIds: CastId[] }> {
  const wand = connectWand(server ?? raise(), { key });
  await nextMessage<Welcome>(wand, 'wand:welcomed');
  const castIds: CastId[] = [];
  for (let i = 0; i < count; i++) castIds.push((await replay(wand)).castId);
  return { wand, castIds };
}
async function replay(wand: Socket, cast = castMessages(circle(), { intent: 'teach', spell: 'ember' })) {
  return valueOf((await wand.emitWithAck('cast:replay', cast.replay)) as Answer<StoredCast>);
}
async function ask<T>(wand: Socket, message: string, value: object): Promise<T> {
  return valueOf((await wand.emitWithAck(message, value)) as Answer<T>);
}
function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
}
const count = async (table: string): Promise<number> => {
  const [row] = (await one?.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`)) ?? [];
  return row?.rows ?? NaN;
};

describe('deleting casts', () => {
  test('[D2] deletes own casts with their labels, ignores those of others, and is announced on every node', async () => {
    const { wand, castIds } = await teacher(3);
    const other = await teacher(1);
    const [first = raise(), second = raise()] = castIds;
    await here?.ask('casts:label', {
      labels: castIds.map((castId) => ({ castId, kind: 'spell', spell: 'tide' })),
    });
    const announced = [here, there].map(async (client) => client?.waitForMessage('casts:deleted'));
    const counted = [here, there].map(async (client) =>
      client?.waitForMessage('counts:changed', ({ casts: all }) => all === 2),
    );
    const ready = there?.waitForMessage('readiness:changed', (all) => all.some(({ spell, casts: own }) => spell === 'tide' && own === 1)); // prettier-ignore

    expect(await ask(wand, 'casts:delete', { castIds: [first, second, other.castIds[0]] })).toEqual([first, second]);
    expect(await Promise.all(announced)).toEqual([
      [first, second],
      [first, second],
    ]);
    await Promise.all([...counted, ready]);
    expect([await count('casts'), await count('labels'), await count('current_labels')]).toEqual([2, 1, 1]);
    const listed = await ask<ListedCast[]>(wand, 'casts:list', { after: null, limit: 10 });
    expect(listed.map(({ castId }) => castId)).toEqual(castIds.slice(2));
    wand.disconnect();
    other.wand.disconnect();
  });

  test('[D3] is permanent: a deleted cast that is sent again is rejected', async () => {
    const { wand } = await teacher(0);
    const [stored, onlyOnThePhone] = [castMessages(), castMessages()];
    await replay(wand, stored);
    const castIds = [stored.castId, onlyOnThePhone.castId];
    expect(await ask(wand, 'casts:delete', { castIds })).toEqual([stored.castId]);
    for (const cast of [stored, onlyOnThePhone]) await expect(replay(wand, cast)).rejects.toThrow('cast-deleted');
    expect(await ask(wand, 'casts:list', { after: null, limit: 10 })).toEqual([]);

    const otherWand = await teacher(0); // not affected by deletions of others
    await replay(otherWand.wand, onlyOnThePhone);
    wand.disconnect();
    otherWand.wand.disconnect();
  });

  test('[D1] can be preceded by fetching own casts with samples; those of others are ignored', async () => {
    const { wand, castIds } = await teacher(2);
    const other = await teacher(1);
    const [first = raise(), second = raise()] = castIds;
    const answer = await ask<FetchedCasts>(wand, 'casts:fetch', { castIds: [second, other.castIds[0], first] });
    const fetched = unpackFetchedCasts(answer);
    expect(fetched.map(({ castId }) => castId)).toEqual([second, first]);
    const { packed, replay: sent } = castMessages();
    expect(fetched[0]).toMatchObject({ channels: 1, count: packed.count });
    expect(Buffer.from(fetched[0]?.samples ?? []).equals(Buffer.from(sent.samples))).toBe(true);
    wand.disconnect();
    other.wand.disconnect();
  });
});

describe('deleting everything', () => {
  test('[D4] keeps only the hash of the key, and disconnects every page on every node', async () => {
    const key = newKey();
    const { wand, castIds } = await teacher(2, key);
    const elsewhere = await teacher(0, key, two);
    await here?.ask('casts:label', { labels: castIds.map((castId) => ({ castId, kind: 'discard' })) });
    const stage = connect(two ?? raise(), '/stage', { token: tokenOf(two?.links.stage ?? '') });
    await nextMessage(stage, 'stage:welcomed');
    const left = new Promise<void>((resolve) => {
      stage.on('stage:frame', (frame: PackedFrame) => {
        if ((frame.left?.length ?? 0) > 0) resolve();
      });
    });
    const [own] = (await one?.query<{ id: string }>('SELECT participant_id AS id FROM casts WHERE id = $1', [castIds[0]])) ?? []; // prettier-ignore
    const before = await count('casts');
    const closed = [wand, elsewhere.wand].map((socket) => nextMessage(socket, 'disconnect'));
    const announced = there?.waitForMessage('casts:deleted', (ids) => ids.length === 2);

    expect(await ask(wand, 'me:forget', {})).toBeNull();
    await Promise.all([...closed, left, announced]);
    expect(await count('casts')).toBe(before - 2);
    for (const table of ['participants WHERE id', 'casts WHERE participant_id', 'current_labels WHERE participant_id']) expect(await one?.query(`SELECT 1 FROM ${table} = $1`, [own?.id])).toEqual([]); // prettier-ignore
    expect(await one?.query('SELECT 1 FROM labels WHERE cast_id = ANY($1)', [castIds])).toEqual([]);
    expect(await count('forgotten_keys')).toBe(1);
    stage.disconnect();
  });

  test('[D5] is not undone by a page that missed it: its key is rejected and its kept casts are removed', async () => {
    const key = newKey();
    const store = memoryStore();
    const page = { url: two?.url ?? '', code: two?.code ?? '', key, profile };
    const second = new Wand({ ...page, store });
    const joined = new Promise<void>((resolve) =>
      second.on('state', ({ kind }) => {
        if (kind === 'joined') resolve();
      }),
    );
    second.join();
    await joined;
    second.leave(); // disconnected, with a cast that was never sent
    const { replay: unsent } = castMessages();
    await store.put(unsent as never);

    const { wand } = await teacher(1, key);
    await ask(wand, 'me:forget', {});
    const refused = new Promise<string>((resolve) =>
      second.on('state', (state) => {
        if (state.kind === 'refused') resolve(state.failure.code);
      }),
    );
    second.join();
    expect(await refused).toBe('participant-forgotten');
    await expect.poll(() => store.list()).toEqual([]);
    expect(second.waiting).toBe(0);
    expect(await connectionResult(connectWand(one ?? raise(), { key, profile: { ...profile, nickname: 'Other' } }), 'wand:welcomed')).toBe('participant-forgotten'); // prettier-ignore
    const fresh = connectWand(one ?? raise());
    expect(await connectionResult(fresh, 'wand:welcomed')).toBe('welcomed');
    fresh.disconnect();
  });

  test('[D4] rejects concurrent casts as participant-forgotten, and does not store them', async () => {
    const key = newKey();
    const [{ wand }, late] = [await teacher(0, key), await teacher(0, key, two)];
    const answers = await Promise.all([
      wand.emitWithAck('me:forget', {}) as Promise<Answer<null>>,
      ...Array.from(
        { length: 4 },
        () => late.wand.emitWithAck('cast:replay', castMessages().replay).catch(() => 'closed') as Promise<unknown>,
      ),
    ]);
    expect(answers[0]).toEqual({ ok: true, value: null });
    for (const answer of answers.slice(1))
      if (answer !== 'closed' && !(answer as Answer<unknown>).ok)
        expect(answer).toMatchObject({ failure: { code: 'participant-forgotten', mayRetry: false } });
    const orphans = 'SELECT 1 FROM casts LEFT JOIN participants p ON p.id = participant_id WHERE p.id IS NULL';
    expect(await one?.query(orphans)).toEqual([]);
  });
});

function raise(): never {
  throw new Error('not there');
}
