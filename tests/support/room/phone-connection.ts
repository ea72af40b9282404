import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { io, type Socket } from 'socket.io-client';
import { profile } from '../test-server.js';

/** The cookie that a browser gets with the join info of the event. */
export async function phoneCookie(server: { url: string; code: string }): Promise<string> {
  const response = await fetch(`${server.url}/api/events/${server.code}`);
  await response.body?.cancel();
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A wand in a browser with this cookie. @param address of the client, as a proxy on this machine reports it */
export function connectPhone(
  server: { url: string; code: string },
  change: object,
  cookie: string,
  address?: string,
): Socket {
  return io(`${server.url}/wand`, {
    auth: { protocol: PROTOCOL_VERSION, code: server.code, key: newKey(), profile, ...change },
    extraHeaders: { cookie, ...(address !== undefined && { 'x-forwarded-for': address }) },
    transports: ['websocket'],
    ...{ forceNew: true, reconnection: false, ackTimeout: 60_000 },
  });
}
