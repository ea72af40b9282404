import { type CastId, type OwnStanding, type Participant, type Round, type Sample } from '@wandcast/protocol';
import { Wand, memoryStore, newKey, type CastStore, type WandState } from '@wandcast/wand';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal, startRoomServer, type RoomServer } from './fake-server.js';

const profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } as const;
const samples: Sample[] = Array.from({ length: 60 }, (_, i) => ({ t: i * 16, linear: [i / 10, 0, -i / 10] }));
const round: Round = {
  ...{ id: 'round-1', number: 1, kind: 'order', spell: null, duel: null },
  ...{ startsAt: 0, endsAt: 1, pausedAt: null, pauses: [], undone: false },
};

let room: RoomServer;
const wands: Wand[] = [];
beforeEach(async () => {
  room = await startRoomServer();
});
afterEach(async () => {
  for (const wand of wands.splice(0)) wand.leave();
  await room.stop();
});

/** @param ahead how far the phone's clock is ahead, ms */
function newWand(store: CastStore = memoryStore(), ahead = { ms: 0 }): Wand {
  const now = (): number => Date.now() + ahead.ms;
  const wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile, store, now });
  wands.push(wand);
  return wand;
}
async function until(wand: Wand, matches: (state: WandState) => boolean): Promise<void> {
  while (!matches(wand.state))
    await new Promise<void>((resolve) => {
      const off = wand.on('state', () => {
        off();
        resolve();
      });
    });
}
async function joined(store?: CastStore, ahead?: { ms: number }): Promise<Wand> {
  const wand = newWand(store, ahead);
  const reported = room.clockReported();
  wand.join();
  await until(wand, ({ kind }) => kind === 'joined');
  await reported;
  return wand;
}
function castOn(wand: Wand): CastId {
  const recording = wand.startCast({ intent: 'cast', spell: null, source: 'simulated', channels: 1 });
  for (const sample of samples) recording.add(sample);
  recording.finish();
  return recording.castId;
}
const heads = (name: string) =>
  room.received.filter((message) => message.name === name).map(({ value }) => value as { offsetMs: number | null });

describe('[Z2] a cast carries the clock offset', () => {
  test('accurate within the round trip, when it is streamed', async () => {
    const wand = await joined(undefined, { ms: -90_000 });
    castOn(wand);
    await wand.own.list();
    expect(Math.abs((heads('cast:start')[0]?.offsetMs ?? 0) - 90_000)).toBeLessThan(1_000);
    expect(Math.abs(wand.serverNow() - Date.now())).toBeLessThan(1_000);
  });

  test('which is null before the first reading', async () => {
    const wand = newWand();
    castOn(wand);
    const done = until(wand, ({ kind }) => kind === 'joined');
    wand.join();
    await done;
    await wand.own.list();
    expect(heads('cast:replay')[0]).toMatchObject({ offsetMs: null });
  });

  test('of the time of its recording, even if the phone’s clock was set before it was sent', async () => {
    const ahead = { ms: 40_000 };
    const wand = await joined(undefined, ahead);
    const [lost, back] = [until(wand, ({ kind }) => kind === 'lost'), room.clockReported()];
    room.drop();
    await lost;
    castOn(wand);
    ahead.ms = 0; // the user corrects the clock
    await back;
    await wand.own.list();
    expect(Math.round((heads('cast:replay')[0]?.offsetMs ?? 0) / 1_000)).toBe(-40);
    expect(Math.abs(wand.serverNow() - Date.now())).toBeLessThan(1_000); // measured again
  });

  test('that is right even if the phone’s clock was set while it was offline', async () => {
    const ahead = { ms: 0 };
    const wand = await joined(undefined, ahead);
    const lost = until(wand, ({ kind }) => kind === 'lost');
    room.drop();
    await lost;
    ahead.ms = 86_400_000;
    castOn(wand);
    const madeAt = Date.now();
    ahead.ms = 0;
    await expect.poll(() => heads('cast:replay')).toHaveLength(1);
    const [sent] = heads('cast:replay') as unknown as { startedAt: number; offsetMs: number }[];
    expect(Math.abs((sent?.startedAt ?? 0) + (sent?.offsetMs ?? 0) - madeAt)).toBeLessThan(1_000);
    expect(sent).not.toHaveProperty('made');
  });

  test('which survives closing the page', async () => {
    const store = memoryStore();
    const before = await joined(store, { ms: 5_000 });
    room.answers = ['silence'];
    castOn(before);
    const [pending] = await store.list();
    before.leave();
    const reported = room.clockReported();
    newWand(store).join();
    await reported;
    await expect.poll(() => heads('cast:replay')[0]?.offsetMs).toBe(pending?.offsetMs);
    expect(Math.round((pending?.offsetMs ?? 0) / 1_000)).toBe(-5);
  });
});

test('[G1] [G8] [O1] keeps its welcome up to date', async () => {
  const wand = await joined();
  const standing: OwnStanding = {
    points: 80,
    rank: 7,
    of: 143,
    players: 150,
    moved: 2,
    streak: 3,
    gained: 0,
    isSettled: true,
    tapped: null,
    last: null,
  };
  const me = { ...profile, nickname: 'Brisk Wren', grove: 'yew' } as Participant;
  const socket = room.sockets.at(-1);
  socket?.emit('round:changed', round);
  socket?.emit('standing:changed', standing);
  socket?.emit('me:changed', me);
  await wand.own.list(); // the wand has received everything sent before
  expect(wand.state).toMatchObject({ kind: 'joined', welcome: { round, standing, participant: me } });
  const lost = until(wand, ({ kind }) => kind === 'lost');
  room.drop();
  await lost;
  expect(wand.state).toMatchObject({ welcome: { round } }); // the round stays known while offline
});

test('[O3] a removed participant sees the refusal at once, keeps their casts, and can join again', async () => {
  const wand = await joined();
  room.refusal = refusal('participant-removed');
  const out = until(wand, ({ kind }) => kind === 'refused');
  room.sockets.at(-1)?.disconnect(true);
  await out;
  expect(wand.state).toMatchObject({ failure: { code: 'participant-removed' } });
  const castId = castOn(wand);
  room.refusal = undefined;
  const stored = new Promise((resolve) =>
    wand.on('result', ({ castId: id }) => {
      resolve(id);
    }),
  );
  wand.join();
  expect(await stored).toBe(castId);
});
