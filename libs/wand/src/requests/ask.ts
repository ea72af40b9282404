import type { Answer, ServerToWand, WandToServer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { RequestError } from './request-error.js';

export type Requester = Pick<Socket<ServerToWand, WandToServer>, 'emitWithAck'>;

/**
 * The value that the server answers to a request. @param socket undefined while the wand is not connected
 * @throws RequestError if the server cannot be reached, does not answer, or refuses
 */
export async function ask<S extends Requester, T>(
  socket: S | undefined,
  request: (socket: S) => Promise<Answer<T>>,
): Promise<T> {
  if (socket === undefined) throw new RequestError('not-connected');
  const answer = await request(socket).catch(() => undefined);
  if (answer === undefined) throw new RequestError('no-answer');
  if (!answer.ok) throw new RequestError(answer.failure);
  return answer.value;
}
