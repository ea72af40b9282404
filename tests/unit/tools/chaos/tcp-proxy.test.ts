import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TcpProxy } from '../../../../apps/tools/src/chaos/site/tcp-proxy.js';

let echo: Server;
let proxy: TcpProxy;
let client: Socket;
let heard = '';

beforeEach(async () => {
  heard = '';
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await TcpProxy.listen((echo.address() as AddressInfo).port);
  client = open();
  await say('hello ');
});
afterEach(() => {
  client.destroy();
  proxy.close();
  echo.close();
});

function open(): Socket {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  return socket.on('error', () => undefined);
}

/** Resolves when a connection has closed, with or without an error. */
function end(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** Sends and waits for the echo. */
async function say(text: string): Promise<void> {
  const all = heard + text;
  client.write(text);
  await expect.poll(() => heard).toBe(all);
}

test.each(['cut', 'reset'] as const)(
  '%s ends every connection and refuses new ones until the network works',
  async (how) => {
    const closed = end(client);
    proxy[how]();
    await closed;
    client = open();
    await end(client);
    proxy.restore();
    client = open();
    await say('again');
  },
);

test('what a silent network holds back arrives later, in order', async () => {
  proxy.silence();
  client.write('one ');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toBe('hello ');
  proxy.restore();
  client.write('two');
  await expect.poll(() => heard).toBe('hello one two');
});

test('a slow network delays both directions, and nothing overtakes what is on its way', async () => {
  proxy.delay(60);
  const began = performance.now();
  client.write('slow ');
  await new Promise((resolve) => setTimeout(resolve, 10));
  proxy.restore();
  client.write('fast');
  await expect.poll(() => heard).toBe('hello slow fast');
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
});

test('a half-open connection stays open and answers nothing, and a new one works', async () => {
  proxy.strand();
  client.write('lost');
  const stranded = client;
  client = open();
  await say('new');
  expect(heard).toBe('hello new');
  expect(stranded.destroyed).toBe(false);
  stranded.destroy();
});

test('a network without answers passes on what is sent, and ends every connection when it works again', async () => {
  let received = '';
  echo.on('connection', (socket: Socket) => socket.on('data', (chunk: Buffer) => (received += chunk.toString())));
  const other = open();
  proxy.swallow();
  other.write('unanswered');
  await expect.poll(() => received).toBe('unanswered');
  expect(heard).toBe('hello ');
  const ended = Promise.all([end(client), end(other)]);
  proxy.restore();
  await ended;
  client = open();
  await say('again');
});
