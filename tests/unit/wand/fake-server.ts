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

const initialStanding: OwnStanding = {
  points: 0,
  rank: null,
  of: 0,
  players: 0,
  moved: null,
  streak: 0,
  gained: 0,
  isSettled: true,
  tapped: null,
  last: null,
};

export interface RoomServer {
  readonly url: string;
  /** Messages from wands in order, with batches decoded. */
  readonly received: { name: string; value: unknown }[];
  readonly sockets: Socket[];
  /** Answers to the next `cast:end` or `cast:replay` messages; default "stored". "silence" sends no answer. */
  answers: ('stored' | 'silence' | Failure)[];
  /** If set, new connections are refused with this failure. */
  refusal: Failure | undefined;
  /** If set, the event is over and this one follows it. */
  next: NextEvent | null;
  /** The server's clock, ms since 1970. */
  clock: () => number;
  /** Does not answer `clock:read`. */
  ignoresClockReads: boolean;
  /** Holds back answers to casts until `releaseAnswers`; those for dropped connections are lost. */
  holdAnswers(): void;
  releaseAnswers(): void;
  /** Resolves when the next cast arrives. */
  castReceived(): Promise<void>;
  /** Resolves when the next connection is refused. */
  connectionRefused(): Promise<void>;
  /** Resolves when the next `clock:report` arrives. */
  clockReported(): Promise<void>;
  /** Drops every connection, as a crashing server does. */
  drop(): void;
  stop(): Promise<void>;
}

/** A real Socket.IO server with just enough of the protocol to test a wand. */
export async function startRoomServer(): Promise<RoomServer> {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  let held: (() => void)[] | undefined;
  const signals = new EventEmitter();
  const room: RoomServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    received: [],
    sockets: [],
    answers: [],
    refusal: undefined,
    next: null,
    clock: Date.now,
    ignoresClockReads: false,
    holdAnswers() {
      held = [];
    },
    releaseAnswers() {
      for (const release of held ?? []) release();
      held = undefined;
    },
    async castReceived() {
      await once(signals, 'cast');
    },
    async connectionRefused() {
      await once(signals, 'refused');
    },
    async clockReported() {
      await once(signals, 'clock-report');
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
    if (room.refusal) signals.emit('refused');
    next(room.refusal && Object.assign(new Error(room.refusal.code), { data: room.refusal }));
  });
  wands.on('connection', (socket) => {
    room.sockets.push(socket);
    socket.onAny((name: string, value: unknown, ack?: (answer: Answer<unknown>) => void) => {
      room.received.push({ name, value: value instanceof Uint8Array ? decodeBatch(value) : value });
      if (name === 'clock:read' && !room.ignoresClockReads) ack?.({ ok: true, value: { at: room.clock() } });
      if (name === 'clock:report') signals.emit('clock-report');
      if (name === 'casts:list' || name === 'casts:delete') ack?.({ ok: true, value: [] });
      if (name === 'me:change') ack?.({ ok: true, value: {} });
      if (name === 'me:forget') ack?.({ ok: true, value: null });
      if (name !== 'cast:end' && name !== 'cast:replay') return;
      signals.emit('cast');
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
      ...{ round: null, standing: initialStanding },
    });
  });
  return room;
}

export const refusal = toFailure;
