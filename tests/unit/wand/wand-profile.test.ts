import type { Profile } from '@wandcast/protocol';
import { Wand, newKey, type WandState } from '@wandcast/wand';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRoomServer, type RoomServer } from './fake-server.js';

const otter: Profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' };
const wren: Profile = { nickname: 'Brisk Wren', sigil: 'moon', metal: 'iron' };

let room: RoomServer;
const wands: Wand[] = [];
beforeEach(async () => {
  room = await startRoomServer();
});
afterEach(async () => {
  for (const wand of wands.splice(0)) wand.leave();
  await room.stop();
});

async function reach(wand: Wand, kind: WandState['kind']): Promise<void> {
  while (wand.state.kind !== kind)
    await new Promise<void>((resolve) => {
      const off = wand.on('state', () => {
        off();
        resolve();
      });
    });
}

async function joined(profile: Profile | (() => Profile)): Promise<Wand> {
  const wand = new Wand({ url: room.url, code: 'MOTH42', key: newKey(), profile });
  wands.push(wand);
  wand.join();
  await reach(wand, 'joined');
  return wand;
}

async function reconnect(wand: Wand): Promise<void> {
  const lost = reach(wand, 'lost');
  room.drop();
  await lost;
  await reach(wand, 'joined');
}

/** The profile that the newest connection was opened with. */
const connectedProfile = (): unknown => (room.sockets.at(-1)?.handshake.auth as { profile?: unknown }).profile;

test('[O5] a wand that changed its profile reconnects with the new one', async () => {
  const wand = await joined(otter);
  expect(connectedProfile()).toEqual(otter);
  await wand.show.change(wren);
  await reconnect(wand);
  expect(connectedProfile()).toEqual(wren);
});

test('[O5] a wand with a profile function calls it at each connection, because another tab may have changed it', async () => {
  let profile = otter;
  const wand = await joined(() => profile);
  expect(room.sockets.at(-1)?.handshake.auth).toMatchObject({ code: 'MOTH42', profile: otter });
  profile = wren;
  await reconnect(wand);
  expect(connectedProfile()).toEqual(wren);
  await wand.show.change(otter); // the owner of the function stores it
  await reconnect(wand);
  expect(connectedProfile()).toEqual(wren);
});
