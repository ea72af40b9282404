import { FailureError } from '@wandcast/protocol';
import type { Request } from 'express';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readBody } from '../../../../../apps/api/src/platform/http/read-body.js';
import { Upload } from '../../../../../apps/api/src/platform/http/upload.js';

const tooLong = new FailureError('import-too-large');

/** What `read` throws for a request whose connection ends after 10 of 1,000 bytes. */
async function thrownBy(read: (request: IncomingMessage) => Promise<unknown>): Promise<unknown> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  try {
    const requests = once(server, 'request') as Promise<[IncomingMessage]>;
    client.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n0123456789');
    const [request] = await requests;
    const reading = read(request).catch((error: unknown) => error);
    client.destroy();
    return await reading;
  } finally {
    server.close();
  }
}

test.each([
  ['a body', (request: IncomingMessage) => readBody(request as Request, 2_000, tooLong)],
  [
    'an upload',
    async (request: IncomingMessage) => {
      const limits = { maxBytes: 2_000, stalledMs: 60_000, tooLarge: tooLong, stalled: tooLong };
      for await (const piece of new Upload(request, limits).pieces()) expect(piece).toBeDefined();
    },
  ],
])('the end of the connection within %s is a failure of the client', async (_, read) => {
  expect(await thrownBy(read)).toMatchObject({ code: 'invalid-message' });
});
