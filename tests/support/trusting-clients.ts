import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { io, type Socket } from 'socket.io-client';
import { profile } from './test-server.js';

interface TrustedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends an https request that trusts only the certificate authority `ca` (PEM). */
export function askTrusting(
  url: string,
  ca: string,
  more: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<TrustedAnswer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = more;
    const outgoing = request(url, { ca, method, headers, agent: false }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A raw wand that connects over wss and trusts only `ca`. @param origin as in https://127.0.0.1:3000 */
export function connectTrusting(origin: string, code: string, ca: string): Socket {
  return io(`${origin}/wand`, {
    auth: { protocol: PROTOCOL_VERSION, code, key: newKey(), profile },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ackTimeout: 60_000,
    ca,
  });
}
