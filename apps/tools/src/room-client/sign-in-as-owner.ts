import type { ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../cli/usage-error.js';
import { openSocket } from './open-socket.js';

/** Becomes the owner of a new server. @param token from the owner's link  @returns the session  @throws UsageError if the server refuses it */
export async function becomeOwner(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/account/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Owner', password: token }),
  });
  const [, session] = /^(?:__Host-)?wandcast=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  if (session === undefined) throw new UsageError(`the Wandcast server refused the owner: ${response.status}`);
  return session;
}

/**
 * Becomes the owner of a new server and opens a console socket, ready to send.
 * @throws UsageError if the server refuses it
 */
export async function signInAsOwner(url: string, token: string): Promise<Socket<ServerToConsole, ConsoleToServer>> {
  const { socket, welcomed } = openSocket(url, '/console', await becomeOwner(url, token));
  await welcomed;
  return socket;
}
