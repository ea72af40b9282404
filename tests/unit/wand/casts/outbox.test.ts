import { toFailure, type Answer, type CastId, type StoredCast } from '@wandcast/protocol';
import { memoryStore, type CastStore, type PendingCast, type TabMessage, type TabCoordination } from '@wandcast/wand';
import { describe, expect, test } from 'vitest';
import { Outbox, type OutboxEvents } from '../../../../libs/wand/src/casts/outbox.js';

const castNamed = (name: string, startedAt = 0): PendingCast => ({
  castId: name as CastId,
  intent: 'cast',
  spell: null,
  source: 'motion',
  channels: 1,
  startedAt,
  offsetMs: null,
  orientation: null,
  count: 0,
  checksum: 0,
  samples: new Uint8Array(),
});
const stored = ({ castId }: PendingCast): Promise<Answer<StoredCast>> =>
  Promise.resolve({ ok: true, value: { castId, duplicate: false, recognition: null } });
const never = (): void => undefined;

interface Heard {
  stored: string[];
  refused: string[];
  counts: number[];
  inherited: number;
}

function newHeard(): Heard & { events: OutboxEvents } {
  const heard: Heard = { stored: [], refused: [], counts: [], inherited: 0 };
  const events: OutboxEvents = {
    stored: (castId) => heard.stored.push(castId),
    refused: (castId) => heard.refused.push(castId),
    waiting: (count) => heard.counts.push(count),
    trying: never,
    inherited: () => heard.inherited++,
  };
  return Object.assign(heard, { events });
}

/** Pages of one phone, which hear each other at once. */
function pagesOfOnePhone(): () => TabCoordination {
  const pages: ((news: TabMessage) => void)[] = [];
  const claimed = new Set<CastId>();
  return () => {
    let own: (news: TabMessage) => void = never;
    return {
      async claim(castId, work) {
        if (claimed.has(castId)) return undefined;
        claimed.add(castId);
        return work().finally(() => claimed.delete(castId));
      },
      tell: (news) => {
        for (const page of pages) if (page !== own) page(news);
      },
      hear: (listener) => {
        own = listener;
        pages.push(listener);
      },
    };
  };
}

/** What everything that was begun comes to, as far as it needs no timer. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('casts go out oldest first, those of an earlier page among them', async () => {
  const store = memoryStore();
  await store.put(castNamed('earlier', 1));
  const heard = newHeard();
  const outbox = new Outbox(store, heard.events);
  outbox.keep(castNamed('now', 2)); // before the store was read
  await outbox.load();
  await outbox.replay(stored, never);
  expect(heard.stored).toEqual(['earlier', 'now']);
  expect(await store.list()).toEqual([]);
});

test('a list that was read before a cast was stored does not bring it back', async () => {
  const memory = memoryStore();
  let answer: (casts: readonly PendingCast[]) => void = never;
  const reading = new Promise<readonly PendingCast[]>((resolve) => (answer = resolve));
  const outbox = new Outbox({ ...memory, list: () => reading }, newHeard().events);
  const cast = castNamed('one');
  outbox.keep(cast);
  const loading = outbox.load();
  const before = await memory.list();
  await outbox.deliver(cast, stored, never);
  answer(before);
  await loading;
  expect(before).toHaveLength(1);
  expect(outbox.waiting).toBe(0);
});

test('says which casts no store holds, and puts them away once it can', async () => {
  const memory = memoryStore();
  let full = true;
  const store: CastStore = {
    ...memory,
    put: (cast) => (full ? Promise.reject(new Error('QuotaExceededError')) : memory.put(cast)),
  };
  const outbox = new Outbox(store, newHeard().events);
  outbox.keep(castNamed('one'));
  await settled();
  expect([outbox.waiting, outbox.onlyHere]).toEqual([1, 1]);
  full = false;
  await outbox.load();
  await settled();
  expect([outbox.waiting, outbox.onlyHere]).toEqual([1, 0]);
  expect(await store.list()).toHaveLength(1);
});

describe('two pages of one person', () => {
  const open = async (): Promise<
    readonly [Outbox, Outbox, ReturnType<typeof newHeard>, ReturnType<typeof newHeard>]
  > => {
    const store = memoryStore();
    const page = pagesOfOnePhone();
    const [a, b] = [newHeard(), newHeard()];
    const outboxes = [new Outbox(store, a.events, page()), new Outbox(store, b.events, page())] as const;
    await outboxes[0].load();
    await outboxes[1].load();
    return [...outboxes, a, b];
  };

  test('know of each other’s casts, and each is sent by one of them', async () => {
    const [first, second, a, b] = await open();
    const casts = [castNamed('one', 1), castNamed('two', 2), castNamed('three', 3)];
    for (const cast of casts) first.keep(cast);
    await settled();
    expect([first.waiting, second.waiting]).toEqual([3, 3]);

    const sent: string[] = [];
    const send = async (cast: PendingCast): Promise<Answer<StoredCast>> => {
      sent.push(cast.castId);
      await settled(); // the way to the server and back
      return stored(cast);
    };
    await Promise.all([first.replay(send, never), second.replay(send, never)]);
    expect(sent.sort()).toEqual(['one', 'three', 'two']);
    expect([first.waiting, second.waiting]).toEqual([0, 0]);
    expect(a.stored.sort()).toEqual(['one', 'three', 'two']); // whoever cast it hears what came of it
    expect(b.stored.sort()).toEqual(['one', 'three', 'two']);
    first.close();
    second.close();
  });

  test('take back a cast for both, and leave what they have to each other', async () => {
    const [first, second, , b] = await open();
    first.keep(castNamed('one'));
    first.keep(castNamed('two'));
    await settled();
    await second.withdraw(['one' as CastId]);
    expect([first.waiting, second.waiting]).toEqual([1, 1]);
    expect(b.refused).toEqual([]);
  });

  test('hear of a refusal, whichever of them it met', async () => {
    const [first, second, a, b] = await open();
    const cast = castNamed('one');
    first.keep(cast);
    await settled();
    await second.deliver(cast, () => Promise.resolve({ ok: false, failure: toFailure('cast-deleted') }), never);
    expect([a.refused, b.refused]).toEqual([['one'], ['one']]);
    expect([first.waiting, second.waiting]).toEqual([0, 0]);
  });
});

test('a page that goes leaves what it had not sent to the others', async () => {
  const store = memoryStore();
  const page = pagesOfOnePhone();
  const heard = newHeard();
  const [going, staying] = [page(), page()];
  const outbox = new Outbox(store, heard.events, staying);
  await store.put(castNamed('left behind'));
  going.tell({ kind: 'closing' });
  await settled();
  expect([outbox.waiting, heard.inherited]).toEqual([1, 1]);
});
