import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { paceArrivals } from '../../../../../apps/api/src/platform/http/pace-arrivals.js';

/** How long a handler is busy, ms: longer than a slice of the queue. */
const BUSY_MS = 2;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(prepare: (server: Server) => void, options = {}): Promise<() => Promise<Socket>> {
  const own = (server = createServer(options));
  prepare(own);
  paceArrivals(own, ({ headers }) => String(headers['x-client'] ?? ''));
  own.listen(0, '127.0.0.1');
  await once(own, 'listening');
  const { port } = own.address() as AddressInfo;
  return async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined); // the server may reset it
    await once(socket, 'connect');
    return socket;
  };
}

/** Everything that arrives until the server closes the connection. */
async function readToEnd(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await once(socket, 'close');
  return text;
}

const requestOf = (client: string): string =>
  `GET / HTTP/1.1\r\nHost: hall\r\nX-Client: ${client}\r\nConnection: close\r\n\r\n`;
const upgrade = 'GET / HTTP/1.1\r\nHost: hall\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

test('requests that arrive together are handled one in each turn of the event loop', async () => {
  let turn = 0;
  const turns: number[] = [];
  const open = await serve((own) => {
    own.on('request', (_, response) => {
      turns.push(turn);
      for (const began = performance.now(); performance.now() - began < BUSY_MS;);
      response.end('done');
    });
  });
  const count = (): void => {
    turn++;
    if (turns.length < 20) setImmediate(count);
  };
  count();
  const sockets = await Promise.all(Array.from({ length: 20 }, open));
  const answers = sockets.map(readToEnd);
  for (const socket of sockets) socket.write(requestOf('one'));
  for (const answer of await Promise.all(answers)) expect(answer).toContain('done');
  expect(new Set(turns).size).toBe(20);
});

test('requests of an open session do not wait behind a burst from their address', async () => {
  const urls: string[] = [];
  const open = await serve((own) => {
    own.on('request', ({ url = '' }, response) => {
      urls.push(url);
      response.end();
    });
  });
  const socket = await open();
  const answer = readToEnd(socket);
  const line = (url: string, connection: string): string =>
    `GET ${url} HTTP/1.1\r\nHost: hall\r\nConnection: ${connection}\r\n\r\n`;
  const burst = Array.from({ length: 20 }, (_, n) => line(`/${n}`, 'keep-alive'));
  socket.write(burst.join('') + line('/socket.io/?EIO=4&transport=polling&sid=x', 'close')); // parsed in one turn
  await answer;
  expect(urls).toHaveLength(21);
  expect(urls[1]).toContain('/socket.io/');
});

test('an IPv6 network takes turns as one address', async () => {
  const clients: unknown[] = [];
  const open = await serve((own) => {
    own.on('request', ({ headers }, response) => {
      clients.push(headers['x-client']);
      response.end();
    });
  });
  const socket = await open();
  const answer = readToEnd(socket);
  const keptAlive = (client: string): string => `GET / HTTP/1.1\r\nHost: hall\r\nX-Client: ${client}\r\n\r\n`;
  const burst = Array.from({ length: 20 }, (_, n) => keptAlive(`2001:db8::${n + 1}`));
  socket.write(burst.join('') + requestOf('198.51.100.7')); // parsed in one turn
  await answer;
  expect(clients).toHaveLength(21);
  expect(clients[1]).toBe('198.51.100.7');
});

test('a connection that sends too many requests at once is closed', async () => {
  let handled = 0;
  const open = await serve((own) => {
    own.on('request', (_, response) => {
      handled++;
      response.end();
    });
  });
  const [flood, other] = [await open(), await open()];
  const closed = readToEnd(flood);
  flood.write('GET / HTTP/1.1\r\nHost: hall\r\n\r\n'.repeat(500)); // never asks to be closed
  await closed;
  expect(handled).toBeLessThanOrEqual(32);
  const answer = readToEnd(other);
  other.write(requestOf('other'));
  expect(await answer).toContain('200 OK');
});

test('requests on one connection are counted while they wait, not for good', async () => {
  const open = await serve((own) => {
    own.on('request', (_, response) => response.end('done'));
  });
  const socket = await open();
  for (let n = 0; n < 40; n++) {
    socket.write('GET / HTTP/1.1\r\nHost: hall\r\n\r\n');
    expect(String((await once(socket, 'data'))[0])).toContain('done');
  }
  socket.end();
});

test.each([
  ['GET /', 0],
  ['POST /socket.io/?EIO=4&transport=polling&sid=x', 1],
])('of a client that left before its turn, only requests of a session are handled: %s', async (line, count) => {
  let handled = 0;
  const arrived: Promise<unknown>[] = [];
  const open = await serve((own) => {
    own.on('request', () => handled++);
  });
  server?.prependListener('request', ({ socket }) => {
    arrived.push(new Promise((resolve) => socket.once('close', resolve)));
    socket.destroy();
  });
  const socket = await open();
  const closed = readToEnd(socket);
  socket.write(`${line} HTTP/1.1\r\nHost: hall\r\nContent-Length: 0\r\n\r\n`);
  await closed;
  await Promise.all(arrived);
  await nextTurn();
  expect(arrived).toHaveLength(1);
  expect(handled).toBe(count);
});

test('a body that arrives while its request waits is not lost', async () => {
  const open = await serve((own) => {
    own.on('request', (request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      request.on('end', () => response.end(text));
    });
  });
  const socket = await open();
  const answer = readToEnd(socket);
  socket.write('POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello');
  expect(await answer).toContain('hello');
});

describe('a websocket that waits for its turn', () => {
  test('keeps what arrives meanwhile, in order', async () => {
    const open = await serve((own) => {
      own.on('upgrade', (_, socket: Socket, head: Buffer) => {
        socket.unshift(head);
        socket.on('data', (piece: Buffer) => socket.write(piece)).on('end', () => socket.end());
      });
    });
    const socket = await open();
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    socket.write(`${upgrade}first `);
    socket.write('second');
    await expect.poll(() => text).toBe('first second');
    socket.end();
  });

  test('is dropped if the client resets it first', async () => {
    let upgrades = 0;
    const arrived: Promise<unknown>[] = [];
    const open = await serve((own) => {
      own.on('upgrade', () => upgrades++);
    });
    server?.prependListener('upgrade', (_, socket: Socket) => {
      arrived.push(new Promise((resolve) => socket.once('close', resolve)));
      socket.destroy(new Error('reset'));
    });
    const socket = await open();
    const closed = readToEnd(socket);
    socket.write(upgrade);
    await closed;
    await Promise.all(arrived);
    await nextTurn();
    expect(arrived).toHaveLength(1);
    expect(upgrades).toBe(0);
  });
});

describe('a broken request is answered as Node does', () => {
  test.each([
    ['400 Bad Request', 'NONSENSE\r\n\r\n'],
    ['431 Request Header Fields Too Large', `GET / HTTP/1.1\r\nHost: hall\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('%s', async (status, text) => {
    const open = await serve(() => undefined);
    const socket = await open();
    const answer = readToEnd(socket);
    socket.write(text);
    expect(await answer).toBe(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  });

  test('but not in the middle of another response', async () => {
    const open = await serve((own) => {
      own.on('request', (_, response) => response.write('begun'));
    });
    const socket = await open();
    const answer = readToEnd(socket);
    socket.write('GET / HTTP/1.1\r\nHost: hall\r\n\r\n');
    await once(socket, 'data');
    socket.write('NONSENSE\r\n\r\n');
    const text = await answer;
    expect(text).toContain('begun');
    expect(text).not.toContain('400');
  });

  test('408 Request Timeout, to all that are late', async () => {
    const open = await serve(() => undefined, { headersTimeout: 50, connectionsCheckingInterval: 20 });
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    const answers = sockets.map(readToEnd);
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\n');
    for (const answer of await Promise.all(answers)) expect(answer).toContain('408 Request Timeout');
  });
});
