import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whenClosed } from '../../../../../apps/api/src/platform/http/when-closed.js';

const server = createServer();
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

/** @returns the unsent response of a new request, and how its client leaves */
async function request(): Promise<{ readonly response: ServerResponse; readonly leave: () => void }> {
  const { port } = server.address() as AddressInfo;
  const client = get({ port, host: '127.0.0.1' }).on('error', () => undefined);
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { response, leave: () => client.destroy() };
}

test('aborts when the client leaves', async () => {
  const { response, leave } = await request();
  const closed = whenClosed(response);
  expect(closed.aborted).toBe(false);
  leave();
  await once(closed, 'abort');
});

test('is aborted from the start if the client has left already', async () => {
  const { response, leave } = await request();
  leave();
  await once(response, 'close');
  expect(whenClosed(response).aborted).toBe(true);
});

test('aborts when the response is sent', async () => {
  const { response } = await request();
  const closed = whenClosed(response);
  response.end();
  await once(closed, 'abort');
});
