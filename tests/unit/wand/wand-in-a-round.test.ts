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

/** @param ahead by how much the phone's clock is wrong, ms */
function newWand(store: CastStore = memoryStore(), ahead = { ms: 0 }): Wand {
  const now = (): number => Date.now() + ahead.ms;
  const wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile, store, now });
  wands.push(wand);
  return wand;
}
async function until(wand: Wand, fits: (state: WandState) => boolean): Promise<void> {
  while (!fits(wand.state))
    await new Promise<void>((resolve) => {
      const off = wand.on('state', () => {
        off();
        resolve();
      });
    });
}
async function joined(store?: CastStore, ahead?: { ms: number }): Promise<Wand> {
  const wand = newWand(store, ahead);
  const told = room.told();
  wand.join();
  await until(wand, ({ kind }) => kind === 'joined');
  await told;
  return wand;
}
function castOn(wand: Wand): CastId {
  const recording = wand.startCast({ intent: 'cast', spell: null, source: 'simulated', channels: 1 });
  for (const sample of samples) recording.add(sample);
  recording.finish();
  return recording.castId;
}
const heads = (name: string) =>
  room.heard.filter((one) => one.name === name).map(({ value }) => value as { offsetMs: number | null });

describe('[Z2] a cast says how its phone’s clock was to the room’s', () => {
  test('within the round trip, as it is streamed', async () => {
    const wand = await joined(undefined, { ms: -90_000 });
    castOn(wand);
    await wand.own.list();
    expect(Math.abs((heads('cast:start')[0]?.offsetMs ?? 0) - 90_000)).toBeLessThan(1_000);
    expect(Math.abs(wand.serverNow() - Date.now())).toBeLessThan(1_000);
  });

  test('null before the first reading', async () => {
    const wand = newWand();
    castOn(wand);
    const done = until(wand, ({ kind }) => kind === 'joined');
    wand.join();
    await done;
    await wand.own.list();
    expect(heads('cast:replay')[0]).toMatchObject({ offsetMs: null });
  });

  test('as it was when it was recorded, though the phone’s clock was set before it was sent', async () => {
    const ahead = { ms: 40_000 };
    const wand = await joined(undefined, ahead);
    const [lost, back] = [until(wand, ({ kind }) => kind === 'lost'), room.told()];
    room.drop();
    await lost;
    castOn(wand);
    ahead.ms = 0; // someone sets it right
    await back;
    await wand.own.list();
    expect(Math.round((heads('cast:replay')[0]?.offsetMs ?? 0) / 1_000)).toBe(-40);
    expect(Math.abs(wand.serverNow() - Date.now())).toBeLessThan(1_000); // measured anew
  });

  test('across a closed page as well', async () => {
    const store = memoryStore();
    const before = await joined(store, { ms: 5_000 });
    room.answers = ['silence'];
    castOn(before);
    const [kept] = await store.list();
    before.leave();
    const told = room.told();
    newWand(store).join();
    await told;
    await expect.poll(() => heads('cast:replay')[0]?.offsetMs).toBe(kept?.offsetMs);
    expect(Math.round((kept?.offsetMs ?? 0) / 1_000)).toBe(-5);
  });
});

test('[G1] [G8] [O1] what a wand was welcomed with stays current', async () => {
  const wand = await joined();
  const standing: OwnStanding = { points: 80, rank: 7, of: 143, moved: 2, streak: 3, gained: 0, last: null };
  const me = { ...profile, nickname: 'Brisk Wren', grove: 'yew' } as Participant;
  const socket = room.sockets.at(-1);
  socket?.emit('round:changed', round);
  socket?.emit('standing:changed', standing);
  socket?.emit('me:changed', me);
  await wand.own.list(); // whatever the room said before has been heard
  expect(wand.state).toMatchObject({ kind: 'joined', welcome: { round, standing, participant: me } });
  const lost = until(wand, ({ kind }) => kind === 'lost');
  room.drop();
  await lost;
  expect(wand.state).toMatchObject({ welcome: { round } }); // a round goes on without the room
});

test('[O3] someone who is sent out is told so at once, keeps their casts, and comes in again', async () => {
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
