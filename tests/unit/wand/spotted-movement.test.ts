import type { Sample } from '@wandcast/protocol';
import { Wand, memoryStore, newKey } from '@wandcast/wand';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal, startRoomServer, type RoomServer } from './fake-server.js';

const profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' } as const;
const samples: Sample[] = Array.from({ length: 60 }, (_, i) => ({ t: i * 16, linear: [i / 10, 0, -i / 10] }));
const movement = { intent: 'cast', spell: null, source: 'simulated', channels: 1, spotted: true } as const;

let room: RoomServer;
let wand: Wand;
const store = memoryStore();
beforeEach(async () => {
  room = await startRoomServer();
  wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile, store });
  const joined = new Promise<void>((resolve) => wand.on('state', ({ kind }) => { if (kind === 'joined') resolve(); })); // prettier-ignore
  wand.join();
  await joined;
});
afterEach(async () => {
  wand.leave();
  await room.stop();
});

function spot(of: readonly Sample[] = samples): string {
  const recording = wand.startCast({ ...movement, startedAt: 1_700_000_000_000 });
  for (const sample of of) recording.add(sample);
  recording.finish();
  return recording.castId;
}
const names = (): string[] => room.received.map(({ name }) => name).filter((name) => name.startsWith('cast:'));

test('[C14] a spotted movement is sent whole, once it has ended', async () => {
  const stored = new Promise<string>((resolve) => wand.on('result', ({ castId }) => { resolve(castId); })); // prettier-ignore
  const castId = spot();
  expect(await stored).toBe(castId);
  expect(names()).toEqual(['cast:replay']);
  expect(room.received.find(({ name }) => name === 'cast:replay')?.value).toMatchObject({
    ...{ castId, spotted: true, startedAt: 1_700_000_000_000, count: samples.length },
  });
});

test('[C14] a spotted movement that is ignored is dropped, and nobody hears of it', async () => {
  room.answers = [refusal('movement-ignored')];
  const refused: string[] = [];
  wand.on('refused', ({ failure }) => refused.push(failure.code));
  const isSent = new Promise<void>((resolve) => {
    wand.on('waiting', (count) => { if (count === 0) resolve(); }); // prettier-ignore
  });
  spot();
  await isSent;
  expect(await store.list()).toEqual([]);
  expect(refused).toEqual([]);
});

test('[C14] a spotted movement of too few samples is dropped, and nobody hears of it', () => {
  const refused: string[] = [];
  wand.on('refused', ({ failure }) => refused.push(failure.code));
  spot(samples.slice(0, 2));
  expect(refused).toEqual([]);
  expect(wand.waiting).toBe(0);
  expect(wand.casting).toBe(false);
});
