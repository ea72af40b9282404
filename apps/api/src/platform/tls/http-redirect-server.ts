import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { TrustAnswer } from './trust-page/trust-responses.js';

/** How long a connection may take for the little that is told here, ms. */
const LINGER_MS = 10_000;

/**
 * What answers plain http from elsewhere on a port that speaks TLS: the trust page, which a phone must be able to read
 * before it trusts, and for all else the way to https. It never listens: connections are handed to it.
 * @param trust answers what belongs to the trust page  @param home origin to go to for a host that was asked for
 */
export function openPorch(
  trust: (request: IncomingMessage) => TrustAnswer | undefined,
  home: (host: string | undefined) => string,
): Server {
  const server = createServer((request, response) => {
    response.setHeader('Connection', 'close');
    const answer = isReading(request) ? trust(request) : undefined;
    if (answer !== undefined) sendTrust(answer, response);
    else {
      // Temporary: a browser that kept it would go to https for ever, also where the next start speaks plain http.
      const path = request.url?.startsWith('/') === true ? request.url : '/'; // a proxy's request has a whole address there
      response.writeHead(307, { Location: `${home(request.headers.host)}${path}`, 'Cache-Control': 'no-store' });
      response.end();
    }
  });
  server.on('connection', (socket) => {
    const late = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.once('close', () => {
      clearTimeout(late);
    });
  });
  return server;
}

export function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

export function sendTrust({ headers, body }: TrustAnswer, response: ServerResponse): void {
  response.writeHead(200, headers);
  response.end(body); // Node leaves it out where HEAD was asked
}
