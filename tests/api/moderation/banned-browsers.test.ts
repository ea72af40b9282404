import type { ConsoleParticipant, Welcome } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';
import { connectPhone, phoneCookie } from '../../support/room/phone-connection.js';
import { connectionResult, nextMessage } from '../../support/test-server.js';

const room = openRoom();
const join = (cookie: string, change: object = {}): Promise<string> => {
  const socket = connectPhone(room.server, change, cookie);
  return connectionResult(socket, 'wand:welcomed').finally(() => socket.disconnect());
};

test('[O3] a participant who was removed for good cannot join again with the same browser, until readmitted', async () => {
  const [cookie, neighbor] = [await phoneCookie(room.server), await phoneCookie(room.server)];
  expect(cookie).toMatch(/^wandcast-phone=.{22}\../);
  expect(neighbor).not.toBe(cookie);
  const friend = newKey(); // who shares the browser, and was there before
  expect(await join(cookie, { key: friend })).toBe('welcomed');
  const wand = connectPhone(room.server, {}, cookie);
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const closed = nextMessage(wand, 'disconnect');
  await room.client.ask<ConsoleParticipant>('participant:remove', { participantId: participant.id, forGood: true });
  await closed;
  expect(await join(cookie)).toBe('participant-banned');
  expect(await join(cookie, { key: friend })).toBe('welcomed');
  expect(await join(neighbor)).toBe('welcomed');
  expect(await join('wandcast-phone=forged.token')).toBe('welcomed'); // as without a cookie: the limit of this measure
  await room.client.ask('participant:readmit', { participantId: participant.id });
  expect(await join(cookie)).toBe('welcomed');
});

test('[O3] a removal for five minutes does not bind the browser, and bans end with the evening', async () => {
  const cookie = await phoneCookie(room.server);
  const wand = connectPhone(room.server, {}, cookie);
  const { participant, event } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const who = { participantId: participant.id };
  await room.client.ask('participant:remove', { ...who, forGood: false });
  expect(await join(cookie)).toBe('welcomed');
  await room.client.ask('participant:remove', { ...who, forGood: true });
  expect(await join(cookie)).toBe('participant-banned');
  const bookId = room.client.state.books.current;
  const next = await room.client.ask<{ code: string }>('event:begin', { after: event.code, title: 'Next', bookId });
  expect(await join(cookie, { code: next.code })).toBe('welcomed');
});

test('a browser is known under another hash in each event, and keeps a valid cookie', async () => {
  const rows = await room.server.query<{ devices: number; participants: number }>(
    `SELECT count(DISTINCT device_hash)::int AS devices, count(*)::int AS participants FROM participant_devices`,
  );
  expect(rows[0]?.devices).toBe(4); // two, and the last one in two events
  const response = await fetch(`${room.server.url}/api/events/${room.client.state.event.code}`);
  expect(response.status).toBe(410); // over
  expect(response.headers.getSetCookie()).toEqual([]);
});
