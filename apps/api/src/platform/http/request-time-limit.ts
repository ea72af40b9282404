import type { IncomingMessage, Server } from 'node:http';

/** How long a request may take to arrive, ms: the largest body is a model of 16 MB, which needs 1.1 Mbit/s. */
const REQUEST_MS = 120_000;

/** How long the header of a request may take to arrive, and a new connection may stay silent, ms. */
const HEADER_MS = 10_000;

/** How often Node looks for late headers, ms. Read when the server starts to listen. */
const CHECK_MS = 2_000;

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/**
 * Ends requests that do not arrive in time. Replaces `server.requestTimeout`, which makes no exceptions; Node limits
 * the time of headers. Call it after all other listeners were added, and before the server listens.
 */
export function limitRequestTime(server: Server, ms: number = REQUEST_MS): void {
  server.requestTimeout = 0;
  server.headersTimeout = HEADER_MS;
  Object.assign(server, { connectionsCheckingInterval: CHECK_MS });
  server.prependListener('request', (request, response) => {
    const timer = setTimeout(() => {
      if (request.complete) return;
      if (!response.headersSent) request.socket.write(TIMED_OUT);
      request.socket.destroy();
    }, ms).unref();
    timers.set(request, timer);
    request.once('close', () => {
      clearTimeout(timer);
    });
  });
}

/** Lifts the limit of one request, whose reader then limits the time. */
export function liftTimeLimit(request: IncomingMessage): void {
  clearTimeout(timers.get(request));
}
