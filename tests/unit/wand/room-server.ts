import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { decodeBatch, toFailure, type Answer, type CastId, type Failure, type StoredCast } from '@wandcast/protocol';
import { Server, type Socket } from 'socket.io';

export interface RoomServer {
  readonly url: string;
  /** Names and values of everything wands said, in order; batches decoded. */
  readonly heard: { name: string; value: unknown }[];
  readonly sockets: Socket[];
  /** What the next `cast:end` or `cast:replay` is answered with; by default it is stored. "silence" answers nothing. */
  answers: ('stored' | 'silence' | Failure)[];
  refusal: Failure | undefined;
  /** Drops every connection, as a server that dies does. */
  drop(): void;
  stop(): Promise<void>;
}

/** A real Socket.IO server that speaks just enough of the protocol to test a wand against. */
export async function startRoomServer(): Promise<RoomServer> {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const room: RoomServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    heard: [],
    sockets: [],
    answers: [],
    refusal: undefined,
    drop() {
      for (const socket of room.sockets.splice(0)) socket.conn.close();
    },
    async stop() {
      await io.close();
    },
  };
  const wands = io.of('/wand');
  wands.use((_socket, next) => {
    next(room.refusal && Object.assign(new Error(room.refusal.code), { data: room.refusal }));
  });
  wands.on('connection', (socket) => {
    room.sockets.push(socket);
    socket.onAny((name: string, value: unknown, ack?: (answer: Answer<unknown>) => void) => {
      room.heard.push({ name, value: value instanceof Uint8Array ? decodeBatch(value) : value });
      if (name === 'casts:list') ack?.({ ok: true, value: [] });
      if (name !== 'cast:end' && name !== 'cast:replay') return;
      const answer = room.answers.shift() ?? 'stored';
      if (answer === 'silence') return;
      const value_: StoredCast = { castId: (value as { castId: CastId }).castId, duplicate: false, recognition: null };
      ack?.(answer === 'stored' ? { ok: true, value: value_ } : { ok: false, failure: answer });
    });
    socket.emit('wand:welcomed', { participant: {}, event: {}, spells: [], model: null });
  });
  return room;
}

export const refusal = toFailure;
