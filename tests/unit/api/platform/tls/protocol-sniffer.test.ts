import { once } from 'node:events';
import { createServer, request as plainRequest, type IncomingMessage, type Server } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { createHttpRedirectServer } from '../../../../../apps/api/src/platform/tls/http-redirect-server.js';
import { sniffProtocol } from '../../../../../apps/api/src/platform/tls/protocol-sniffer.js';
import { pemsOf } from './pems.js';

const authority = await issueAuthority('Wandcast', new Date());
const ca = authority.certificate.toString();
const pems = pemsOf(await issueServerCertificate(authority, ['127.0.0.1'], new Date()));

let server: Server;
let close: () => void;
let port: number;
/** Whether connections count as coming from this machine. */
let isLocal: boolean;
beforeEach(async () => {
  isLocal = true;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
      response.end(`${scheme} ${request.method ?? ''} ${request.url ?? ''} ${body.length}`);
    });
  });
  server.on('upgrade', (request, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${request.headers.upgrade}\r\n\r\n`,
    );
  });
  const redirect = createHttpRedirectServer(
    ({ url }) => (url === '/trust' ? { headers: { 'Content-Type': 'text/plain' }, body: 'trust me' } : undefined),
    (host) => `https://${host ?? 'nowhere'}`,
  );
  close = sniffProtocol(server, { secure: createTlsServer(pems), redirect, isLocal: () => isLocal });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  close();
  server.closeAllConnections();
  if (server.listening) server.close();
  else return;
  await once(server, 'close');
});

interface RequestOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function ask(
  scheme: 'http' | 'https',
  path: string,
  { body, ...more }: RequestOptions = {},
): Promise<IncomingMessage> {
  const options = { port, host: '127.0.0.1', path, ca, agent: false, ...more };
  const request = scheme === 'https' ? secureRequest(options) : plainRequest(options);
  request.end(body);
  const [event, response] = await Promise.race([
    once(request, 'response').then(([response]) => ['response', response as IncomingMessage] as const),
    once(request, 'upgrade').then(([response]) => ['upgrade', response as IncomingMessage] as const),
  ]);
  if (event === 'upgrade') response.destroy();
  return response;
}

describe('from this machine', () => {
  test.each(['http', 'https'] as const)('%s reaches the server', async (scheme) => {
    expect(await text(await ask(scheme, '/wand'))).toBe(`${scheme} GET /wand 0`);
  });

  test.each(['http', 'https'] as const)('a large body over %s arrives complete', async (scheme) => {
    const body = 'x'.repeat(3_000_000);
    expect(await text(await ask(scheme, '/', { method: 'POST', body }))).toBe(`${scheme} POST / 3000000`);
  });

  test.each(['http', 'https'] as const)('a connection over %s can be upgraded to a WebSocket', async (scheme) => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
    expect((await ask(scheme, '/socket.io/', { headers })).statusCode).toBe(101);
  });

  test('two requests share one connection', async () => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => received).toContain('http GET /1 0');
    socket.write('GET /2 HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => received).toContain('http GET /2 0');
    socket.destroy();
  });

  test('a request that arrives byte by byte is parsed', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    for (const byte of 'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n') {
      await new Promise((written) => socket.write(byte, written));
      await new Promise((next) => setImmediate(next));
    }
    await expect.poll(() => received).toContain('http GET /slow 0');
    socket.destroy();
  });
});

describe('from another machine', () => {
  beforeEach(() => {
    isLocal = false;
  });

  test('https reaches the server', async () => {
    expect(await text(await ask('https', '/'))).toBe('https GET / 0');
  });

  test('plain http is redirected temporarily to https, and its connection closes', async () => {
    const { statusCode, headers } = await ask('http', '/stage?token=1');
    expect(statusCode).toBe(307);
    expect(headers).toMatchObject({
      location: `https://127.0.0.1:${port}/stage?token=1`,
      'cache-control': 'no-store',
      connection: 'close',
    });
  });

  test('a WebSocket request over plain http is redirected too', async () => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
    expect((await ask('http', '/socket.io/', { headers })).statusCode).toBe(307);
  });

  test('the trust page is served over plain http for GET only', async () => {
    expect(await text(await ask('http', '/trust'))).toBe('trust me');
    expect((await ask('http', '/trust', { method: 'POST' })).statusCode).toBe(307);
  });

  test('a redirect never leads to another host', async () => {
    expect((await ask('http', 'http://example.org/x')).headers.location).toBe(`https://127.0.0.1:${port}/`);
  });
});

test('connections with another protocol, or that end early, do not affect others', async () => {
  for (const bytes of [Buffer.from([0, 1, 2]), Buffer.from([22, 0, 0]), Buffer.alloc(0)]) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.end(bytes);
    socket.resume();
    await once(socket, 'close');
  }
  expect(await text(await ask('https', '/'))).toBe('https GET / 0');
});

test('a closing server does not wait for silent connections or incomplete handshakes', async () => {
  const sockets = [Buffer.alloc(0), Buffer.from([22, 3, 1])].map((bytes) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(bytes);
    return { socket, closed: once(socket, 'close') };
  });
  await Promise.all(sockets.map(({ socket }) => once(socket, 'connect')));
  expect(await text(await ask('https', '/'))).toBe('https GET / 0'); // by now the server has accepted both
  close();
  server.close();
  await Promise.all([once(server, 'close'), ...sockets.map(({ closed }) => closed)]);
});

/** Sends pieces one after another, then the end. @returns what came back until the connection closed */
async function exchange(pieces: readonly Uint8Array[]): Promise<string> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  let received = '';
  socket.on('error', () => undefined); // closed while we write
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  const closed = once(socket, 'close');
  for (const piece of pieces) await new Promise((written) => socket.write(piece, written));
  socket.end();
  await closed;
  return received;
}

test.each([true, false])('whatever bytes arrive, the server goes on (from this machine: %s)', async (local) => {
  isLocal = local;
  const bytes = fc.uint8Array({ maxLength: 60 });
  const tls = bytes.map((rest) => Uint8Array.from([22, 3, 1, ...rest]));
  const http = bytes.map((rest) => Buffer.concat([Buffer.from('GET / HTTP/1.1\r\nHost: '), rest]));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(bytes, tls, http), { maxLength: 3 }), async (pieces) => {
      await exchange(pieces);
      expect(await text(await ask('https', '/'))).toBe('https GET / 0');
    }),
    { numRuns: 60 },
  );
});

test('a request arrives whole, however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[a-z]{0,20}$/), fc.array(fc.nat(80), { maxLength: 6 }), async (name, cuts) => {
      const whole = Buffer.from(`GET /${name} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
      expect(await exchange(places.slice(1).map((end, i) => whole.subarray(places[i], end)))).toContain(
        `http GET /${name} 0`,
      );
    }),
    { numRuns: 60 },
  );
});
