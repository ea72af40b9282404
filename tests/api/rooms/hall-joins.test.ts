import type { Welcome } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';
import { connectPhone, phoneCookie } from '../../support/room/phone-connection.js';
import { nextMessage, profile } from '../../support/test-server.js';

const room = openRoom();
const HALL = 48;

/** All connect at once, each with a browser and a name of their own. */
async function joinAll(keys: readonly string[], cookies: readonly string[]): Promise<[Socket, Welcome][]> {
  const names = keys.map((_, n) => `Wizard ${n}`);
  return Promise.all(
    keys.map(async (key, n): Promise<[Socket, Welcome]> => {
      const wand = connectPhone(
        room.server,
        { key, profile: { ...profile, nickname: names[n] ?? '' } },
        cookies[n] ?? '',
      );
      return [wand, await nextMessage<Welcome>(wand, 'wand:welcomed')];
    }),
  );
}

test('a hall that joins at once, and comes back at once, gets each of its people', { timeout: 60_000 }, async () => {
  const keys = Array.from({ length: HALL }, () => newKey());
  const cookies = await Promise.all(keys.map(() => phoneCookie(room.server)));
  const joined = await joinAll(keys, cookies);
  const people = joined.map(([, { participant }]) => participant);
  expect(new Set(people.map(({ id }) => id)).size).toBe(HALL);
  expect(people.map(({ nickname }) => nickname)).toEqual(keys.map((_, n) => `Wizard ${n}`));
  const sizes = new Map<string, number>();
  for (const { grove } of people) sizes.set(grove, (sizes.get(grove) ?? 0) + 1);
  expect([...sizes.values()]).toEqual([HALL / 4, HALL / 4, HALL / 4, HALL / 4]);

  for (const [wand] of joined) wand.disconnect();
  const back = await joinAll(keys, cookies);
  expect(back.map(([, { participant }]) => participant)).toEqual(people);
  const devices = await room.server.query('SELECT participant_id FROM participant_devices');
  expect(devices).toHaveLength(HALL);
  for (const [wand] of back) wand.disconnect();
});

test('a phone that connects several times at once is one participant', async () => {
  const keys = Array.from({ length: 6 }, () => newKey()).flatMap((key) => [key, key, key]);
  const joined = await joinAll(keys, []);
  const ids = joined.map(([, { participant }]) => participant.id);
  expect(new Set(ids).size).toBe(6);
  for (let n = 0; n < ids.length; n += 3) expect(new Set(ids.slice(n, n + 3)).size).toBe(1);
  for (const [wand] of joined) wand.disconnect();
});

test('a key whose participant deleted everything is refused, also among others that join', async () => {
  const forgotten = newKey();
  const [first] = await joinAll([forgotten], []);
  expect(await first?.[0].emitWithAck('me:forget', {})).toMatchObject({ ok: true });
  const refusals = Promise.all(
    [forgotten, forgotten].map((key) => nextMessage<Error>(connectPhone(room.server, { key }, ''), 'connect_error')),
  );
  const others = await joinAll([newKey(), newKey(), newKey()], []);
  for (const error of await refusals) expect(error.message).toBe('participant-forgotten');
  for (const [other, welcome] of others) {
    expect(welcome.participant.id).not.toBe(first?.[1].participant.id);
    other.disconnect();
  }
});
