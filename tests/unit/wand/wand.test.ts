import { checksum, packSamples, wordsToBytes, type Batch, type EventCode, type Sample } from '@wandcast/protocol';
import { Wand, memoryStore, newKey, type CastStore, type WandEvents, type WandState } from '@wandcast/wand';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal, startRoomServer, type RoomServer } from './fake-server.js';

const profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } as const;
const cast = { intent: 'cast', spell: null, source: 'simulated', channels: 1 } as const;
const samples: Sample[] = Array.from({ length: 60 }, (_, i) => ({ t: i * 16, linear: [i / 10, 0, -i / 10] }));
const packed = packSamples(samples, 1);

let room: RoomServer;
const wands: Wand[] = [];
beforeEach(async () => {
  room = await startRoomServer();
});
afterEach(async () => {
  for (const wand of wands.splice(0)) wand.leave();
  await room.stop();
});

function newWand(store: CastStore = memoryStore()): Wand {
  const wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile, store });
  wands.push(wand);
  return wand;
}

/** Resolves with the next value of an event. Call it before the action that triggers the event. */
function next<E extends keyof WandEvents>(wand: Wand, event: E): Promise<Parameters<WandEvents[E]>[0]> {
  return new Promise((resolve) => {
    const off = wand.on(event, (value: Parameters<WandEvents[E]>[0]) => {
      off();
      resolve(value);
    });
  });
}

async function reach(wand: Wand, kind: WandState['kind']): Promise<void> {
  while (wand.state.kind !== kind) await next(wand, 'state');
}

async function joined(store?: CastStore): Promise<Wand> {
  const wand = newWand(store);
  wand.join();
  await reach(wand, 'joined');
  return wand;
}

const received = (name: string) => room.received.filter((message) => message.name === name);

describe('a wand whose event is over', () => {
  const following = { code: 'WREN23' as EventCode, title: 'The next talk' };
  const end = (): void => void room.sockets.at(-1)?.emit('event:ended', following);

  test('[E2] finishes and sends the cast in progress before its state is "over"', async () => {
    const wand = await joined();
    const recording = wand.startCast(cast);
    for (const sample of samples.slice(0, 30)) recording.add(sample);
    end();
    await wand.own.list(); // the wand has received everything sent before
    expect(wand.state.kind).toBe('joined');
    for (const sample of samples.slice(30)) recording.add(sample);
    const stored = next(wand, 'result');
    recording.finish();
    expect(wand.state).toEqual({ kind: 'over', next: following });
    expect((await stored).castId).toBe(recording.castId);
    expect(wand.waiting).toBe(0);
  });

  test('[E2] sends pending casts after reconnecting, and stays over', async () => {
    const wand = await joined();
    room.answers = ['silence'];
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    end();
    await reach(wand, 'over');
    await wand.own.list(); // the end has arrived
    expect(wand.waiting).toBe(1);
    room.next = following;
    const stored = next(wand, 'result');
    room.drop();
    expect((await stored).castId).toBe(recording.castId);
    expect(wand.state).toEqual({ kind: 'over', next: following });
  });

  test('[E3] reports a cast that started too late, and is over', async () => {
    const wand = await joined();
    const recording = wand.startCast(cast);
    const refused = next(wand, 'refused');
    room.sockets.at(-1)?.emit('cast:refused', { castId: recording.castId, failure: refusal('event-over') });
    end();
    expect((await refused).failure.code).toBe('event-over');
    await reach(wand, 'over');
    expect(recording.open).toBe(false);
  });
});

describe('a connected wand', () => {
  test('[C2] [C3] streams a cast in batches of 100 ms and ends it with count and checksum', async () => {
    const wand = await joined();
    const stored = next(wand, 'result');
    const recording = wand.startCast(cast);
    for (const sample of samples) expect(recording.add(sample)).toBe(true);
    recording.finish();
    expect((await stored).castId).toBe(recording.castId);

    const batches = received('cast:samples').map(({ value }) => value as Batch);
    expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, i) => i));
    expect(batches.length).toBeGreaterThan(7);
    expect(batches.flatMap(({ words }) => [...words])).toEqual([...packed.words]);
    const end = { castId: recording.castId, count: 60, checksum: checksum(packed.words) };
    expect(received('cast:end').map(({ value }) => value)).toEqual([end]);
    expect(wand.waiting).toBe(0);
  });

  test('[C9] cancels a cast on the server and keeps nothing of it', async () => {
    const wand = await joined();
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.cancel();
    recording.finish();
    await wand.own.list();
    expect(received('cast:cancel')).toHaveLength(1);
    expect(received('cast:end')).toHaveLength(0);
    expect(wand.waiting).toBe(0);
  });

  test('ignores invalid samples and keeps the rest', async () => {
    const wand = await joined();
    const recording = wand.startCast(cast);
    expect(recording.add({ t: 10, linear: [1, 1, 1] })).toBe(true);
    expect(recording.add({ t: 5, linear: [1, 1, 1] })).toBe(false);
    expect(recording.add({ t: 20, linear: [NaN, 1, 1] })).toBe(false);
    expect(recording.add({ t: 20, gravity: [1, 1, 1] })).toBe(false);
    expect(recording.add({ t: NaN, linear: [1, 1, 1] })).toBe(false);
    expect(recording.add({ t: 31_000, linear: [1, 1, 1] })).toBe(false);
    expect(recording.length).toBe(1);
  });

  test('refuses a cast that is too short without asking the server', async () => {
    const wand = await joined();
    const refused = next(wand, 'refused');
    const recording = wand.startCast(cast);
    recording.add({ t: 0, linear: [1, 1, 1] });
    recording.finish();
    expect((await refused).failure.code).toBe('cast-too-short');
  });

  test('[C8] replays the whole cast after a failure that may be retried', async () => {
    const wand = await joined();
    room.answers = [refusal('checksum-mismatch')];
    const stored = next(wand, 'result');
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    await stored;
    const [replay] = received('cast:replay');
    expect(replay?.value).toMatchObject({ castId: recording.castId, count: 60, checksum: checksum(packed.words) });
    const bytes = (replay?.value as { samples: Uint8Array }).samples;
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(wordsToBytes(packed.words)))).toBe(0);
  });

  test('[C8] drops a cast after a final failure, and emits "refused"', async () => {
    const wand = await joined();
    room.answers = [refusal('time-backwards')];
    const refused = next(wand, 'refused');
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    expect(await refused).toMatchObject({ castId: recording.castId, failure: { code: 'time-backwards' } });
    expect(wand.waiting).toBe(0);
  });
});

describe('a wand that loses its connection', () => {
  test('[C5] [C6] replays a cast whose connection broke halfway', async () => {
    const wand = await joined();
    const stored = next(wand, 'result');
    const recording = wand.startCast(cast);
    for (const sample of samples.slice(0, 30)) recording.add(sample);
    await wand.own.list(); // the first half has arrived
    const lost = reach(wand, 'lost');
    room.drop();
    await lost;
    for (const sample of samples.slice(30)) recording.add(sample);
    recording.finish();
    expect(wand.waiting).toBe(1);
    await stored;
    expect(received('cast:end')).toHaveLength(0);
    expect(received('cast:replay')).toHaveLength(1);
    expect(wand.waiting).toBe(0);
  });

  test('[C5] replays a cast whose acknowledgement never came', async () => {
    const wand = await joined();
    room.answers = ['silence'];
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    await wand.own.list(); // the end has arrived
    const stored = next(wand, 'result');
    room.drop();
    expect((await stored).castId).toBe(recording.castId);
    expect(received('cast:replay')).toHaveLength(1);
  });

  test('records casts offline, and sends them in order on joining', async () => {
    const wand = newWand();
    const ids = [1, 2, 3].map(() => {
      const recording = wand.startCast(cast);
      for (const sample of samples) recording.add(sample);
      recording.finish();
      return recording.castId;
    });
    expect(wand.waiting).toBe(3);
    wand.join();
    while (wand.waiting > 0) await next(wand, 'waiting');
    expect(received('cast:replay').map(({ value }) => (value as { castId: string }).castId)).toEqual(ids);
  });

  test('sends casts that an earlier page stored', async () => {
    const store = memoryStore();
    const before = newWand(store);
    const recording = before.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    before.leave();
    const wand = newWand(store);
    const stored = next(wand, 'result');
    wand.join();
    expect((await stored).castId).toBe(recording.castId);
    expect(await store.list()).toEqual([]);
  });

  test('still sends casts if its store is broken', async () => {
    const broken: CastStore = {
      put: () => Promise.reject(new Error('full')),
      remove: () => Promise.reject(new Error('full')),
      list: () => Promise.reject(new Error('forbidden')),
    };
    const wand = await joined(broken);
    const stored = next(wand, 'result');
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    expect((await stored).castId).toBe(recording.castId);
  });
});

test('a wand that left and joined again retries a cast until it is stored', async () => {
  const wand = await joined();
  wand.leave();
  const recording = wand.startCast(cast);
  for (const sample of samples) recording.add(sample);
  recording.finish();
  room.answers = [refusal('internal')]; // so that it takes a second attempt
  const stored = next(wand, 'result');
  wand.join();
  expect((await stored).castId).toBe(recording.castId);
});

describe('a wand with several pending casts', () => {
  const made = (wand: Wand): string => {
    const recording = wand.startCast(cast);
    for (const sample of samples) recording.add(sample);
    recording.finish();
    return recording.castId;
  };
  const nothingLeft = async (wand: Wand): Promise<void> => {
    while (wand.waiting > 0) await next(wand, 'waiting');
  };

  test('[C5] also sends a cast that ended while another was being replayed', async () => {
    const wand = newWand();
    const first = made(wand);
    room.holdAnswers();
    wand.join();
    await reach(wand, 'joined');
    await room.castReceived();
    const lost = reach(wand, 'lost');
    const recording = wand.startCast(cast); // on a connection that ends before the cast does
    for (const sample of samples.slice(0, 30)) recording.add(sample);
    room.drop();
    await lost;
    await reach(wand, 'joined');
    await room.castReceived();
    for (const sample of samples.slice(30)) recording.add(sample);
    recording.finish(); // while the first is being replayed
    room.releaseAnswers();
    await nothingLeft(wand);
    const replayed = received('cast:replay').map(({ value }) => (value as { castId: string }).castId);
    expect(new Set(replayed)).toEqual(new Set([first, recording.castId]));
  });

  test('[C8] sends the other casts before one that must be retried', async () => {
    const wand = newWand();
    const [first, second] = [made(wand), made(wand)];
    room.answers = [refusal('internal')];
    const stored: string[] = [];
    wand.on('result', ({ castId }) => stored.push(castId));
    wand.join();
    await nothingLeft(wand);
    expect(stored).toEqual([second, first]);
  });
});

test('a wand that was joined reconnects after a temporary refusal', async () => {
  const wand = await joined();
  room.refusal = refusal('internal');
  const lost = reach(wand, 'lost');
  room.drop();
  await lost;
  await room.connectionRefused();
  expect(wand.state.kind).toBe('lost');
  room.refusal = undefined;
  await reach(wand, 'joined');
});

test('check() reconnects if the server does not answer', async () => {
  const wand = await joined();
  await wand.check(60_000);
  expect(wand.state.kind).toBe('joined');
  room.ignoresClockReads = true;
  const back = next(wand, 'state').then(() => reach(wand, 'joined'));
  await wand.check(50);
  room.ignoresClockReads = false;
  await back;
});

test('[H3] a refused connection carries its failure code', async () => {
  room.refusal = refusal('event-locked');
  const wand = newWand();
  wand.join();
  await reach(wand, 'refused');
  expect(wand.state).toMatchObject({ kind: 'refused', failure: { code: 'event-locked', mayRetry: true } });
  room.refusal = undefined;
  wand.retryNow();
  await reach(wand, 'joined');
});

test('[H4] newKey returns 32 random bytes, different each time', () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
