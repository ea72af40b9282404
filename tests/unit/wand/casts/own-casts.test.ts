import { MAX_CASTS_SHOWN, type CastId, type Sample } from '@wandcast/protocol';
import { Wand, memoryStore, newKey, type Recording, type WandState } from '@wandcast/wand';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal, startRoomServer, type RoomServer } from '../fake-server.js';

const profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } as const;
const samples: Sample[] = Array.from({ length: 20 }, (_, i) => ({ t: i * 16, linear: [i / 10, 0, 1] }));
const store = memoryStore();

let room: RoomServer;
let wand: Wand;
beforeEach(async () => {
  room = await startRoomServer();
  wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile, store });
  const joined = become('joined');
  wand.join();
  await joined;
});
afterEach(async () => {
  wand.leave();
  await room.stop();
});

/** The next time that the wand is that. */
function become(state: WandState['kind']): Promise<void> {
  return new Promise((resolve) => {
    const off = wand.on('state', ({ kind }) => {
      if (kind !== state) return;
      off();
      resolve();
    });
  });
}

function cast(): Recording {
  const recording = wand.startCast({ intent: 'teach', spell: null, source: 'simulated', channels: 1 });
  for (const sample of samples) recording.add(sample);
  recording.finish();
  return recording;
}
const asked = (): unknown[] => room.heard.filter(({ name }) => name === 'casts:delete').map(({ value }) => value);

test('[D3] a cast that is on its way is deleted after the answer about it', async () => {
  room.holdAnswers();
  const arrived = room.asked();
  const { castId } = cast();
  await arrived;
  const deleted = wand.own.delete([castId]);
  await wand.own.list(); // had the deletion been said at once, the room had heard it by now
  expect(asked()).toEqual([]);
  room.releaseAnswers();
  await deleted;
  expect(asked()).toEqual([{ castIds: [castId] }]);
});

test('a cast that only waits is taken off the phone without a room, and never sent', async () => {
  wand.leave();
  const { castId } = cast();
  expect(wand.own.waiting.map((one) => one.castId)).toEqual([castId]);
  await wand.own.delete([castId]);
  expect(wand.waiting).toBe(0);
  expect(await store.list()).toEqual([]);
});

test('a cast that was sent and not answered is not taken back where the room is out of reach: it may be stored there', async () => {
  room.holdAnswers();
  const arrived = room.asked();
  const { castId } = cast();
  await arrived;
  const lost = become('lost');
  room.drop();
  await lost;
  await expect(wand.own.delete([castId])).rejects.toThrow('The room is out of reach for now.');
  expect(wand.own.waiting.map((one) => one.castId)).toEqual([castId]);

  const back = become('joined');
  wand.retryNow();
  await back;
  room.releaseAnswers();
  await wand.own.delete([castId]);
  expect(asked()).toEqual([{ castIds: [castId] }]);
});

test('a cast that the room has stays where the room is out of reach, and that is said', async () => {
  wand.leave();
  await expect(wand.own.delete([v7() as CastId])).rejects.toThrow('The room is out of reach for now.');
});

test('[D2] more casts than one message may name go in several', async () => {
  const castIds = Array.from({ length: MAX_CASTS_SHOWN + 1 }, () => v7() as CastId);
  await wand.own.delete(castIds);
  expect(asked()).toEqual([{ castIds: castIds.slice(0, -1) }, { castIds: castIds.slice(-1) }]);
});

test('[D4] a wand that takes everything back keeps nothing, and stays away', async () => {
  room.answers = ['silence'];
  cast();
  expect(wand.waiting).toBe(1);
  const states: string[] = [];
  wand.on('state', ({ kind }) => states.push(kind));
  await wand.forget();
  expect(states).toEqual([]); // least of all that the room is lost and its casts are safe
  expect(room.heard.at(-1)?.name).toBe('me:forget');
  expect(wand.waiting).toBe(0);
  expect(await store.list()).toEqual([]);
});

test('[D5] a cast that is refused because its person was forgotten ends the wand', async () => {
  room.answers = [refusal('participant-forgotten')];
  const ended = new Promise<string>((resolve) => {
    wand.on('state', (state) => {
      if (state.kind === 'refused') resolve(state.failure.code);
    });
  });
  cast();
  expect(await ended).toBe('participant-forgotten');
  await expect.poll(() => store.list()).toEqual([]);
});
