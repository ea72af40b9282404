import type { ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../../cli/usage-error.js';
import { openSocket } from '../../../room-client/open-socket.js';

/**
 * Signs in as the owner of a new server and disables training on the room's casts. One training run costs as much CPU
 * as thousands of casts and would distort the measurement.
 * @param token from the owner's link
 */
export async function disableAutoTraining(url: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/account/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Bench', password: token }),
  });
  const [, session] = /^wandcast=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  if (session === undefined) throw new UsageError(`the Wandcast server refused the owner: ${response.status}`);
  const opened = openSocket(url, '/console', session);
  const socket: Socket<ServerToConsole, ConsoleToServer> = opened.socket;
  try {
    await opened.welcomed;
    const answer = await socket.emitWithAck('room:learn', { learning: false });
    if (!answer.ok) throw new UsageError(answer.failure.message);
  } finally {
    socket.disconnect();
  }
}
