import type { Answer, Participant, Welcome } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { connectWand, nextMessage, profile, type TestServer } from '../test-server.js';

/** A participant whose wand sends raw messages. */
export interface TestWand {
  readonly socket: Socket;
  readonly key: string;
  readonly me: Participant;
  readonly welcome: Welcome;
  /** Sends a request. @returns the value of the answer  @throws Error with the failure's code */
  ask<T>(message: string, value: object): Promise<T>;
}

/** Joins with a new participant, or with the one of `key`. */
export async function joinWand(
  server: Pick<TestServer, 'url' | 'code'>,
  nickname = 'Quiet Otter',
  key = newKey(),
): Promise<TestWand> {
  const socket = connectWand(server, { key, profile: { ...profile, nickname } });
  const welcome = await nextMessage<Welcome>(socket, 'wand:welcomed');
  return {
    ...{ socket, key, me: welcome.participant, welcome },
    async ask(message, value) {
      const answer = (await socket.emitWithAck(message, value)) as Answer<unknown>;
      if (!answer.ok) throw new Error(answer.failure.code);
      return answer.value as never;
    },
  };
}

/**
 * Resolves when the server has handled everything that this connection sent so far without acknowledgement: messages of
 * a connection are handled in order.
 */
export async function handled({ socket }: Pick<TestWand, 'socket'>): Promise<void> {
  await socket.emitWithAck('clock:read', {});
}
