import { expect, test } from 'vitest';
import { namedRoom } from '../../../../apps/api/src/rooms/leases/named-room.js';

const ID = '0b9c7a52-6d0e-4f0a-9a3e-3d1f7d6f2c11';

test.each([
  [`/api/rooms/${ID}/casts.ndjson`, ID],
  [`/api/rooms/${ID.toUpperCase()}`, ID],
  [`/api/rooms/${ID}?x=1`, ID],
  [`/socket.io/?room=${ID}&EIO=4&transport=websocket`, ID],
  [`/socket.io/?EIO=4&sid=abc&room=${ID}`, ID],
  ['/api/rooms/main/casts.ndjson', undefined],
  ['/api/casts.ndjson', undefined],
  [`/console?room=${ID}`, undefined],
  [`/socket.io/?mushroom=${ID}`, undefined],
  [`/socket.io/?EIO=4#?room=${ID}`, undefined],
  ['', undefined],
])('the address %s names %s', (url, room) => {
  expect(namedRoom(url)).toBe(room);
});
