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

interface EventLog {
  stored: string[];
  refused: string[];
  counts: number[];
  inherited: number;
}

function newEventLog(): EventLog & { events: OutboxEvents } {
  const log: EventLog = { stored: [], refused: [], counts: [], inherited: 0 };
  const events: OutboxEvents = {
    stored: (castId) => log.stored.push(castId),
    refused: (castId) => log.refused.push(castId),
    waiting: (count) => log.counts.push(count),
    nextAttempt: never,
    inherited: () => log.inherited++,
  };
  return Object.assign(log, { events });
}

/** Creates tabs of one phone that receive each other's messages synchronously. */
function tabsOfOnePhone(): () => TabCoordination {
  const listeners: ((message: TabMessage) => void)[] = [];
  const claimed = new Set<CastId>();
  return () => {
    let own: (message: TabMessage) => void = never;
    return {
      async claim(castId, work) {
        if (claimed.has(castId)) return undefined;
        claimed.add(castId);
        return work().finally(() => claimed.delete(castId));
      },
      broadcast: (message) => {
        for (const listener of listeners) if (listener !== own) listener(message);
      },
      onMessage: (listener) => {
        own = listener;
        listeners.push(listener);
      },
    };
  };
}

/** Resolves after all pending promises, but not timers. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('sends casts oldest first, including those of an earlier page', async () => {
  const store = memoryStore();
  await store.put(castNamed('earlier', 1));
  const log = newEventLog();
  const outbox = new Outbox(store, log.events);
  outbox.add(castNamed('now', 2)); // before the store was read
  await outbox.load();
  await outbox.replay(stored, never);
  expect(log.stored).toEqual(['earlier', 'now']);
  expect(await store.list()).toEqual([]);
});

test('does not restore a settled cast from a list that was read earlier', async () => {
  const memory = memoryStore();
  let answer: (casts: readonly PendingCast[]) => void = never;
  const reading = new Promise<readonly PendingCast[]>((resolve) => (answer = resolve));
  const outbox = new Outbox({ ...memory, list: () => reading }, newEventLog().events);
  const cast = castNamed('one');
  outbox.add(cast);
  const loading = outbox.load();
  const before = await memory.list();
  await outbox.deliver(cast, stored, never);
  answer(before);
  await loading;
  expect(before).toHaveLength(1);
  expect(outbox.waiting).toBe(0);
});

test('counts casts that the store rejected, and saves them once it can', async () => {
  const memory = memoryStore();
  let full = true;
  const store: CastStore = {
    ...memory,
    put: (cast) => (full ? Promise.reject(new Error('QuotaExceededError')) : memory.put(cast)),
  };
  const outbox = new Outbox(store, newEventLog().events);
  outbox.add(castNamed('one'));
  await settled();
  expect([outbox.waiting, outbox.unsavedCount]).toEqual([1, 1]);
  full = false;
  await outbox.load();
  await settled();
  expect([outbox.waiting, outbox.unsavedCount]).toEqual([1, 0]);
  expect(await store.list()).toHaveLength(1);
});

describe('two tabs of one participant', () => {
  const open = async (): Promise<
    readonly [Outbox, Outbox, ReturnType<typeof newEventLog>, ReturnType<typeof newEventLog>]
  > => {
    const store = memoryStore();
    const newTab = tabsOfOnePhone();
    const [a, b] = [newEventLog(), newEventLog()];
    const outboxes = [new Outbox(store, a.events, newTab()), new Outbox(store, b.events, newTab())] as const;
    await outboxes[0].load();
    await outboxes[1].load();
    return [...outboxes, a, b];
  };

  test('share their casts, and only one of them sends each', async () => {
    const [first, second, a, b] = await open();
    const casts = [castNamed('one', 1), castNamed('two', 2), castNamed('three', 3)];
    for (const cast of casts) first.add(cast);
    await settled();
    expect([first.waiting, second.waiting]).toEqual([3, 3]);

    const sent: string[] = [];
    const send = async (cast: PendingCast): Promise<Answer<StoredCast>> => {
      sent.push(cast.castId);
      await settled(); // stands in for the round trip
      return stored(cast);
    };
    await Promise.all([first.replay(send, never), second.replay(send, never)]);
    expect(sent.sort()).toEqual(['one', 'three', 'two']);
    expect([first.waiting, second.waiting]).toEqual([0, 0]);
    expect(a.stored.sort()).toEqual(['one', 'three', 'two']); // both tabs receive every result
    expect(b.stored.sort()).toEqual(['one', 'three', 'two']);
    first.close();
    second.close();
  });

  test('both drop a cast that one of them withdraws', async () => {
    const [first, second, , b] = await open();
    first.add(castNamed('one'));
    first.add(castNamed('two'));
    await settled();
    await second.withdraw(['one' as CastId]);
    expect([first.waiting, second.waiting]).toEqual([1, 1]);
    expect(b.refused).toEqual([]);
  });

  test('both emit a refusal that one of them received', async () => {
    const [first, second, a, b] = await open();
    const cast = castNamed('one');
    first.add(cast);
    await settled();
    await second.deliver(cast, () => Promise.resolve({ ok: false, failure: toFailure('cast-deleted') }), never);
    expect([a.refused, b.refused]).toEqual([['one'], ['one']]);
    expect([first.waiting, second.waiting]).toEqual([0, 0]);
  });
});

test('sends no cast that is being withdrawn after the one in flight', async () => {
  const outbox = new Outbox(memoryStore(), newEventLog().events);
  const sent: string[] = [];
  const { send, answer } = heldAnswers(sent);
  for (const [i, name] of ['one', 'two', 'three'].entries()) outbox.add(castNamed(name, i));
  const replaying = outbox.replay(send, never);
  await settled();
  const withdrawing = outbox.withdraw(outbox.list().map(({ castId }) => castId));
  answer();
  await Promise.all([withdrawing, replaying]);
  await settled();
  expect(sent).toEqual(['one']); // whatever is sent next, such as a deletion, arrives after it
  expect(outbox.waiting).toBe(0);
  outbox.close();
});

/** Answers the first cast when it is told to, and the others at once. @param sent receives their ids */
function heldAnswers(sent: string[]) {
  let answer = never;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const send = async (cast: PendingCast): Promise<Answer<StoredCast>> => {
    sent.push(cast.castId);
    await held;
    return stored(cast);
  };
  return {
    send,
    answer: () => {
      answer();
    },
  };
}

test('a tab inherits the pending casts of a tab that closes', async () => {
  const store = memoryStore();
  const newTab = tabsOfOnePhone();
  const log = newEventLog();
  const [closing, staying] = [newTab(), newTab()];
  const outbox = new Outbox(store, log.events, staying);
  await store.put(castNamed('left behind'));
  closing.broadcast({ kind: 'closing' });
  await settled();
  expect([outbox.waiting, log.inherited]).toEqual([1, 1]);
});
