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
  const joined = enters('joined');
  wand.join();
  await joined;
});
afterEach(async () => {
  wand.leave();
  await room.stop();
});

/** Resolves when the wand next enters a state of this kind. */
function enters(state: WandState['kind']): Promise<void> {
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
const deletions = (): unknown[] =>
  room.received.filter(({ name }) => name === 'casts:delete').map(({ value }) => value);

test('[D3] deletes a cast in flight only after its answer has arrived', async () => {
  room.holdAnswers();
  const arrived = room.castReceived();
  const { castId } = cast();
  await arrived;
  const deleted = wand.own.delete([castId]);
  await wand.own.list(); // a deletion sent at once would have arrived by now
  expect(deletions()).toEqual([]);
  room.releaseAnswers();
  await deleted;
  expect(deletions()).toEqual([{ castIds: [castId] }]);
});

test('deletes an unsent cast without a connection, and never sends it', async () => {
  wand.leave();
  const { castId } = cast();
  expect(wand.own.waiting.map((one) => one.castId)).toEqual([castId]);
  await wand.own.delete([castId]);
  expect(wand.waiting).toBe(0);
  expect(await store.list()).toEqual([]);
});

test('does not delete a sent but unanswered cast while offline, because the server may have stored it', async () => {
  room.holdAnswers();
  const arrived = room.castReceived();
  const { castId } = cast();
  await arrived;
  const lost = enters('lost');
  room.drop();
  await lost;
  await expect(wand.own.delete([castId])).rejects.toThrow('The server cannot be reached.');
  expect(wand.own.waiting.map((one) => one.castId)).toEqual([castId]);

  const back = enters('joined');
  wand.retryNow();
  await back;
  room.releaseAnswers();
  await wand.own.delete([castId]);
  expect(deletions()).toEqual([{ castIds: [castId] }]);
});

test('rejects deleting a stored cast while offline', async () => {
  wand.leave();
  await expect(wand.own.delete([v7() as CastId])).rejects.toThrow('The server cannot be reached.');
});

test('[D2] splits a deletion into several messages if it exceeds the limit of one', async () => {
  const castIds = Array.from({ length: MAX_CASTS_SHOWN + 1 }, () => v7() as CastId);
  await wand.own.delete(castIds);
  expect(deletions()).toEqual([{ castIds: castIds.slice(0, -1) }, { castIds: castIds.slice(-1) }]);
});

test('[D4] forget() leaves nothing on the phone and does not reconnect', async () => {
  room.answers = ['silence'];
  cast();
  expect(wand.waiting).toBe(1);
  const states: string[] = [];
  wand.on('state', ({ kind }) => states.push(kind));
  await wand.forget();
  expect(states).toEqual([]); // in particular not "lost", which would tell the user that their casts are safe
  expect(room.received.at(-1)?.name).toBe('me:forget');
  expect(wand.waiting).toBe(0);
  expect(await store.list()).toEqual([]);
});

test('[D5] ends the wand if a cast is refused because the participant was deleted', async () => {
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
