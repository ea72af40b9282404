import { createServer } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  decodeBatch,
  toFailure,
  type Answer,
  type CastId,
  type Failure,
  type NextEvent,
  type OwnStanding,
  type StoredCast,
} from '@wandcast/protocol';
import { Server, type Socket } from 'socket.io';

const nowhere: OwnStanding = { points: 0, rank: null, of: 0, moved: null, streak: 0, gained: 0, last: null };

export interface RoomServer {
  readonly url: string;
  /** Names and values of everything wands said, in order; batches decoded. */
  readonly heard: { name: string; value: unknown }[];
  readonly sockets: Socket[];
  /** What the next `cast:end` or `cast:replay` is answered with; by default it is stored. "silence" answers nothing. */
  answers: ('stored' | 'silence' | Failure)[];
  refusal: Failure | undefined;
  /** The event is over, and this one followed it. */
  next: NextEvent | null;
  /** Reads the room's clock, ms since 1970. */
  clock: () => number;
  /** Hears `clock:read` and does not answer. */
  deaf: boolean;
  /** Keeps answers to casts back until they are released; those of dropped connections go nowhere. */
  holdAnswers(): void;
  releaseAnswers(): void;
  /** The next cast that arrives, or the next refusal at the door. */
  asked(): Promise<void>;
  knocked(): Promise<void>;
  /** The next `clock:report`. */
  told(): Promise<void>;
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
  let held: (() => void)[] | undefined;
  const signals = new EventEmitter();
  const room: RoomServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    heard: [],
    sockets: [],
    answers: [],
    refusal: undefined,
    next: null,
    clock: Date.now,
    deaf: false,
    holdAnswers() {
      held = [];
    },
    releaseAnswers() {
      for (const release of held ?? []) release();
      held = undefined;
    },
    async asked() {
      await once(signals, 'asked');
    },
    async knocked() {
      await once(signals, 'knocked');
    },
    async told() {
      await once(signals, 'told');
    },
    drop() {
      for (const socket of room.sockets.splice(0)) socket.conn.close();
    },
    async stop() {
      await io.close();
    },
  };
  const wands = io.of('/wand');
  wands.use((_socket, next) => {
    if (room.refusal) signals.emit('knocked');
    next(room.refusal && Object.assign(new Error(room.refusal.code), { data: room.refusal }));
  });
  wands.on('connection', (socket) => {
    room.sockets.push(socket);
    socket.onAny((name: string, value: unknown, ack?: (answer: Answer<unknown>) => void) => {
      room.heard.push({ name, value: value instanceof Uint8Array ? decodeBatch(value) : value });
      if (name === 'clock:read' && !room.deaf) ack?.({ ok: true, value: { at: room.clock() } });
      if (name === 'clock:report') signals.emit('told');
      if (name === 'casts:list' || name === 'casts:delete') ack?.({ ok: true, value: [] });
      if (name === 'me:forget') ack?.({ ok: true, value: null });
      if (name !== 'cast:end' && name !== 'cast:replay') return;
      signals.emit('asked');
      const answer = room.answers.shift() ?? 'stored';
      if (answer === 'silence') return;
      const value_: StoredCast = { castId: (value as { castId: CastId }).castId, duplicate: false, recognition: null };
      const reply = (): void => {
        ack?.(answer === 'stored' ? { ok: true, value: value_ } : { ok: false, failure: answer });
      };
      if (held) held.push(reply);
      else reply();
    });
    socket.emit('wand:welcomed', {
      ...{ participant: {}, event: {}, spells: [], model: null, teachingNeeds: [], next: room.next },
      ...{ round: null, standing: nowhere },
    });
  });
  return room;
}

export const refusal = toFailure;
