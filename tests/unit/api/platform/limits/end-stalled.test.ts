import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { endStalled } from '../../../../../apps/api/src/platform/limits/end-stalled.js';

/** A request whose client reads nothing yet. */
async function withDownload(use: (response: ServerResponse, read: IncomingMessage) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answered = once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  response.flushHeaders();
  const [read] = (await answered) as [IncomingMessage];
  try {
    await use(response, read);
  } finally {
    read.destroy();
    server.close();
  }
}

test('a download that is not read is ended', async () => {
  await withDownload(async (response) => {
    endStalled(response, 100);
    response.write(Buffer.alloc(50_000_000)); // more than the buffers of both ends
    await once(response, 'close');
    expect(response.writableFinished).toBe(false);
  });
});

test('a download that waits for its next piece is not, and goes on', async () => {
  await withDownload(async (response, read) => {
    endStalled(response, 100);
    await once(response, 'timeout');
    response.end('the next piece');
    expect(await read.setEncoding('utf8').toArray()).toEqual(['the next piece']);
  });
});
