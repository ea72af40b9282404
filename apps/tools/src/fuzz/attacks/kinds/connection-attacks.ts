import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFileLimit } from '../../../environment/process-usage.js';
import { wandHandshake } from '../../people/wand-handshake.js';
import { connectPacket } from '../../transport/packet.js';
import { atRate, inLanes, joinAs, openConnection, type Attack, type Strike } from './attack.js';

/** CONNECT packets a second of one socket. */
const CONNECTS_PER_SECOND = 3_000;
/** People that one socket wants to be. */
const PEOPLE = 1_005;
/** Connections that do nothing, if this process may open as many files. */
const IDLE = 2_000;
/** Requests whose headers never end. */
const DRIBBLING = 1_000;
const DRIBBLE_MS = 500;
/** The server closes an idle connection after 5 s, and a slow request after 10 s. */
const CLOSED_MS = 30_000;
/** Connections that open at the same time. */
const OPENING = 20;
const JOINING = 10;

/** One socket that joins without end, with a wrong code. */
const connectPackets: Attack = (strike) =>
  inLanes(1, async () => {
    const connection = await openConnection(strike);
    const packet = connectPacket('/wand', { ...wandHandshake('NOPE9999') });
    await atRate(CONNECTS_PER_SECOND, () => connection.isOpen, () => {
      connection.send(packet);
      strike.counts.sent++;
    }); // prettier-ignore
    strike.counts.closed++;
  });

/** Connections that are opened and closed. */
const newConnections: Attack = (strike) =>
  inLanes(OPENING, async () => {
    strike.counts.sent++;
    (await openConnection(strike)).close();
  });

/** One socket that wants to be a thousand people. */
const manyPeople: Attack = (strike) =>
  inLanes(2, async () => {
    const connection = await openConnection(strike, (text) => {
      if (text.startsWith('40/wand')) strike.counts.answered++;
      if (text.startsWith('44/wand')) strike.counts.refused++;
    });
    for (let n = 0; n < PEOPLE && connection.isOpen; n++) {
      connection.send(connectPacket('/wand', wandHandshake(strike.target.code)));
      strike.counts.sent++;
    }
    if (await connection.closedWithin(CLOSED_MS)) strike.counts.closed++;
  });

/** New people who join and leave. */
const joins: Attack = (strike) =>
  inLanes(JOINING, async () => {
    strike.counts.sent++;
    const connection = await joinAs(strike, '/wand', wandHandshake(strike.target.code));
    if (connection !== undefined) strike.counts.answered++;
    connection?.close();
  });

/** Connections that join nothing, half of them without even a request. */
const idleConnections: Attack = (strike) =>
  inLanes(Math.min(IDLE, Math.floor(openFileLimit() / 4)), async (lane) => {
    strike.counts.sent++;
    if (lane % 2 === 0) await dribble(strike, '', 0);
    else if (await (await openConnection(strike)).closedWithin(CLOSED_MS)) strike.counts.closed++;
  });

/** Requests whose headers come a few bytes at a time. */
const slowHeaders: Attack = (strike) =>
  inLanes(DRIBBLING, async () => {
    strike.counts.sent++;
    await dribble(strike, 'GET /health HTTP/1.1\r\nHost: wandcast\r\n', DRIBBLE_MS);
  });

/** A plain TCP connection that sends `start`, and a byte of a header again and again. @param everyMs never if 0 */
async function dribble({ target, counts }: Strike, start: string, everyMs: number): Promise<void> {
  const { hostname, port } = new URL(target.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined); // followed by a close
  socket.resume();
  if (start !== '') socket.write(start);
  const timer = everyMs > 0 ? setInterval(() => socket.write('x: y\r\n'), everyMs) : undefined;
  await Promise.race([once(socket, 'close'), sleep(CLOSED_MS)]);
  clearInterval(timer);
  if (socket.destroyed) counts.closed++;
  socket.destroy();
}

export const connectionAttacks = {
  'connect-packets': connectPackets,
  'new-connections': newConnections,
  'many-people': manyPeople,
  ...{ joins, 'idle-connections': idleConnections, 'slow-headers': slowHeaders },
} satisfies Record<string, Attack>;
