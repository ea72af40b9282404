import { parseGlyph, samplesOf, seeded, simulateCast, simulatePerson, type Signal } from '@wandcast/gesture';
import type { Answer, ConsoleState, ServerToConsole, StoredCast, TrainingEnd } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll } from 'vitest';
import { castMessages } from './cast-messages.js';
import {
  connect,
  connectWand,
  nextMessage,
  profile,
  startTestServer,
  rejectOnDisconnect,
  type TestServer,
} from './test-server.js';

type Value<M extends keyof ServerToConsole> = Parameters<ServerToConsole[M]>[0];

/** A console connected to a server. */
export interface ConsoleClient {
  readonly socket: Socket;
  /** Payload of the welcome. */
  readonly state: ConsoleState;
  /** Sends a request. @returns the value of the answer  @throws Error with the failure's code */
  ask<T>(message: string, value: object): Promise<T>;
  /** Sends a request. @returns the code of the failure, or "answered" */
  refusal(message: string, value: object): Promise<string>;
  /** The first message of that name for which `matches` holds. Call it before the action that causes the message. */
  waitForMessage<M extends keyof ServerToConsole>(
    message: M,
    matches?: (value: Value<M>) => boolean,
  ): Promise<Value<M>>;
  /** Resolves when the training ends. */
  trainingEnd(trainingId: string): Promise<TrainingEnd>;
}

/** Connects as the member of `token`, by default the owner, to a room, by default the main one. */
export async function openConsole(
  server: { url: string; owner: string },
  token = server.owner,
  room?: string,
): Promise<ConsoleClient> {
  const socket = connect(server, '/console', { token, room });
  const state = await nextMessage<ConsoleState>(socket, 'console:welcomed');
  const answer = (message: string, value: object) => socket.emitWithAck(message, value) as Promise<Answer<unknown>>;
  const client: ConsoleClient = {
    ...{ socket, state },
    async ask(message, value) {
      const answered = await answer(message, value);
      if (!answered.ok) throw new Error(`${answered.failure.code} ${answered.failure.detail ?? ''}`);
      return answered.value as never;
    },
    async refusal(message, value) {
      const answered = await answer(message, value);
      return answered.ok ? 'answered' : answered.failure.code;
    },
    waitForMessage: (message, matches = () => true) =>
      rejectOnDisconnect(
        socket,
        message,
        new Promise((resolve) => {
          const listen = (value: Value<typeof message>): void => {
            if (!matches(value)) return;
            socket.off(message, listen as never);
            resolve(value);
          };
          socket.on(message, listen as never);
        }),
      ),
    trainingEnd: (trainingId) => client.waitForMessage('training:ended', ({ id }) => id === trainingId),
  };
  return client;
}

/** A server and its owner's console. */
export interface Room {
  readonly server: TestServer;
  readonly client: ConsoleClient;
}

/** Opens both before the tests of a file and closes them afterwards. Use the properties only inside tests. */
export function openRoom(): Room {
  let open: Room | undefined;
  const get = (): Room => {
    if (open === undefined) throw new Error('the room is not open');
    return open;
  };
  beforeAll(async () => {
    const server = await startTestServer();
    open = { server, client: await openConsole(server) };
  });
  afterAll(async () => {
    open?.client.socket.disconnect();
    await open?.server.remove();
  });
  return {
    get server() {
      return get().server;
    },
    get client() {
      return get().client;
    },
  };
}

/** Casts of a glyph by simulated people: `each` per person. */
export function casts(glyph: string, people: number, each: number, seed: number): Signal[][] {
  const random = seeded(seed);
  const stroke = parseGlyph(glyph);
  return Array.from({ length: people }, () => {
    const person = simulatePerson(random);
    return Array.from({ length: each }, () => simulateCast(stroke, person, random));
  });
}

/** Sends casts through wands, one wand per person. @param change replaces fields of each cast's header */
export async function castAll(
  server: Pick<TestServer, 'url' | 'code'>,
  room: readonly (readonly Signal[])[],
  change: object = {},
): Promise<StoredCast[]> {
  const stored: StoredCast[] = [];
  for (const [i, own] of room.entries()) {
    const wand = connectWand(server, { key: newKey(), profile: { ...profile, nickname: `Quiet Otter ${i + 1}` } });
    await nextMessage(wand, 'wand:welcomed');
    for (const { t, linear } of own) {
      if (linear === undefined) throw new Error('a simulated cast has linear acceleration');
      const samples = samplesOf({ t, linear });
      const answer = (await wand.emitWithAck(
        'cast:replay',
        castMessages(samples, change).replay,
      )) as Answer<StoredCast>;
      if (!answer.ok) throw new Error(answer.failure.code);
      stored.push(answer.value);
    }
    wand.disconnect();
  }
  return stored;
}
