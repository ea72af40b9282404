import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isRead } from '../http/is-read.js';
import type { TrustResponse } from './trust-page/trust-responses.js';

/** Connections are closed after this long, ms. */
const CONNECTION_MS = 10_000;

/**
 * Answers plain HTTP from other machines on a TLS port: the trust page, which a phone must be able to read before it
 * trusts the certificate, and a redirect to https for everything else. It never listens; connections are handed to it.
 * @param trust answers requests of the trust page  @param origin https origin for a requested host
 */
export function createHttpRedirectServer(
  trust: (request: IncomingMessage) => TrustResponse | undefined,
  origin: (host: string | undefined) => string,
): Server {
  const server = createServer((request, response) => {
    response.setHeader('Connection', 'close');
    const answer = isRead(request) ? trust(request) : undefined;
    if (answer !== undefined) sendTrust(answer, response);
    else {
      // Temporary: browsers cache a permanent redirect, which would break a later start without TLS.
      const path = request.url?.startsWith('/') === true ? request.url : '/'; // proxies send a complete URL
      response.writeHead(307, { Location: `${origin(request.headers.host)}${path}`, 'Cache-Control': 'no-store' });
      response.end();
    }
  });
  server.on('connection', (socket) => {
    const timeout = setTimeout(() => socket.destroy(), CONNECTION_MS).unref();
    socket.once('close', () => {
      clearTimeout(timeout);
    });
  });
  return server;
}

export function sendTrust({ headers, body }: TrustResponse, response: ServerResponse): void {
  response.writeHead(200, headers);
  response.end(body); // Node omits it for HEAD
}
