import { PROTOCOL_VERSION, type StageSnapshot } from '@wandcast/protocol';
import { io } from 'socket.io-client';

/** Traffic of a stage's websocket, in bytes of messages without TCP overhead. */
export interface Traffic {
  readonly bytes: number;
  readonly messages: number;
  readonly frames: number;
  /** Duration of the recording. */
  readonly ms: number;
  /** Maximum bytes in any second. */
  readonly peak: number;
}

/** Messages to a stage with their times, ms after its welcome, to be replayed. */
export interface Recording {
  /** Time of the welcome, ms since 1970. */
  readonly beganAt: number;
  readonly snapshot: StageSnapshot;
  readonly messages: readonly { readonly at: number; readonly name: string; readonly value: unknown }[];
}

interface StageRecorder {
  /** Starts counting traffic. */
  start(): void;
  traffic(): Traffic;
  recording(): Recording;
  leave(): void;
}

/** Connects as a stage that records messages and counts raw packets. */
export async function recordStageMessages(url: string, token: string): Promise<StageRecorder> {
  const auth = { protocol: PROTOCOL_VERSION, token };
  const socket = io(`${url}/stage`, { transports: ['websocket'], forceNew: true, reconnection: false, auth });
  let packets: { at: number; bytes: number }[] = [];
  const messages: { at: number; name: string; value: unknown }[] = [];
  let frames = 0;
  let begunAt = 0;
  let snapshot: StageSnapshot | undefined;
  let welcomedAt = 0;
  let beganAt = 0;
  const welcomed = new Promise<void>((resolve) => {
    socket.once('stage:welcomed', (received: StageSnapshot) => {
      [snapshot, welcomedAt, beganAt] = [received, performance.now(), Date.now()];
      resolve();
    });
  });
  socket.onAny((name: string, value: unknown) => {
    if (name === 'stage:frame') frames++;
    if (name !== 'stage:welcomed') messages.push({ at: performance.now() - welcomedAt, name, value });
  });
  socket.on('connect', () => {
    socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      const bytes = 1 + (typeof data === 'string' ? Buffer.byteLength(data) : 0);
      if (type === 'message') packets.push({ at: performance.now(), bytes });
    });
  });
  await welcomed;
  return {
    start() {
      [packets, frames, begunAt] = [[], 0, performance.now()];
    },
    traffic() {
      const seconds = new Map<number, number>();
      for (const { at, bytes } of packets)
        seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + bytes);
      const bytes = packets.reduce((sum, one) => sum + one.bytes, 0);
      const ms = performance.now() - begunAt;
      return { bytes, messages: packets.length, frames, ms, peak: Math.max(0, ...seconds.values()) };
    },
    recording() {
      if (snapshot === undefined) throw new Error('the stage was not welcomed');
      return { beganAt, snapshot, messages };
    },
    leave: () => void socket.disconnect(),
  };
}
