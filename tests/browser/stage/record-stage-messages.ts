import { PROTOCOL_VERSION, type StageSnapshot } from '@wandcast/protocol';
import { io } from 'socket.io-client';

/** What crossed a stage's socket: bytes of the websocket's messages, without TCP's own. */
export interface Traffic {
  readonly bytes: number;
  readonly messages: number;
  readonly frames: number;
  /** For how long it was counted. */
  readonly ms: number;
  /** The most bytes of any second. */
  readonly peak: number;
}

/** What a stage was told, and when, ms from its welcome: to be told again. */
export interface Telling {
  /** Ms since 1970, of its welcome. */
  readonly beganAt: number;
  readonly snapshot: StageSnapshot;
  readonly messages: readonly { readonly at: number; readonly name: string; readonly value: unknown }[];
}

export interface StageEar {
  /** Counts from now on. */
  begin(): void;
  traffic(): Traffic;
  telling(): Telling;
  leave(): void;
}

/** A stage that only counts: a raw client that looks at every packet before anything is read of it. */
export async function listenAsStage(url: string, token: string): Promise<StageEar> {
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
    socket.once('stage:welcomed', (said: StageSnapshot) => {
      [snapshot, welcomedAt, beganAt] = [said, performance.now(), Date.now()];
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
    begin() {
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
    telling() {
      if (snapshot === undefined) throw new Error('the stage was not welcomed');
      return { beganAt, snapshot, messages };
    },
    leave: () => void socket.disconnect(),
  };
}
