import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { addressGroup } from '../network/address-group.js';
import { EventLoopQueue } from '../queues/event-loop-queue.js';

/** Requests of one connection that may wait. Browsers and proxies send the next one after an answer. */
const MAX_WAITING = 32;

/** What Node answers by default; other faults are a 400. */
const ANSWERS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Handles requests, new websockets and broken requests a few in each turn of the event loop, and those of different
 * addresses in turns. Messages of open websockets do not wait behind them. A connection with too many waiting requests is
 * closed. Call it after all other listeners were added.
 * @param addressOf address of a request's client
 */
export function paceArrivals(server: Server, addressOf: (request: IncomingMessage) => string): void {
  const arrivals = new EventLoopQueue();
  const keyOf = (request: IncomingMessage): string =>
    `${addressGroup(addressOf(request))} ${isOfSession(request) ? 'session' : ''}`;
  const waiting = new WeakMap<Duplex, number>();
  const requestListeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { socket } = request;
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > MAX_WAITING) {
      socket.destroy();
      return;
    }
    waiting.set(socket, count);
    arrivals.add(keyOf(request), () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      if (socket.destroyed && !isOfSession(request)) return; // the last request of a session may bring a cast
      for (const listener of requestListeners) Reflect.apply(listener, server, [request, response]);
    });
  });

  const upgradeListeners = server.listeners('upgrade');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request, socket, head) => {
    const ignore = (): void => undefined; // a reset while it waits: nobody else listens yet
    socket.on('error', ignore);
    arrivals.add(keyOf(request), () => {
      socket.off('error', ignore);
      if (socket.destroyed) return;
      for (const listener of upgradeListeners) Reflect.apply(listener, server, [request, socket, head]);
    });
  });

  // Node finds all late headers of some seconds at once.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    arrivals.add('', () => {
      refuse(error, socket);
    });
  });
}

/** Phones without websockets send their casts as requests of an Engine.IO session; newcomers must not hold them up. */
function isOfSession({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/socket.io/') && url.includes('sid=');
}

/** Writes nothing into a response that has begun: its reader would take it for a part of it. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Duplex & { _httpMessage?: ServerResponse | null }): void {
  if (socket.writable && code !== 'ECONNRESET' && socket._httpMessage?.headersSent !== true)
    socket.write(`HTTP/1.1 ${ANSWERS[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  socket.destroy();
}
