import { PROTOCOL_VERSION, type ConsoleToServer, type ServerToConsole } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { UsageError } from '../../../cli/command.js';

/**
 * Becomes the owner of a new server and switches off that it learns from the room's casts: what is measured is the way of
 * a cast, and a training in the middle costs as much as thousands of them.
 * @param token of the owner's link
 */
export async function stopLearning(url: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/account/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Bench', password: token }),
  });
  const [, session] = /^wandcast=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  if (session === undefined) throw new UsageError(`our server let no owner in: ${response.status}`);
  const socket: Socket<ServerToConsole, ConsoleToServer> = io(`${url}/console`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, ackTimeout: 10_000 },
    auth: { protocol: PROTOCOL_VERSION, token: session },
  });
  try {
    const answer = await socket.emitWithAck('room:learn', { learning: false });
    if (!answer.ok) throw new UsageError(answer.failure.message);
  } finally {
    socket.disconnect();
  }
}
