import { createServer, request, type ClientRequest, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { FailureError } from '@wandcast/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { limitRequestTime } from '../../../../../apps/api/src/platform/http/request-time-limit.js';
import { Upload } from '../../../../../apps/api/src/platform/http/upload.js';

/** How long a request may take, ms. */
const LIMIT_MS = 150;
const MAX_BYTES = 1_000;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers `/upload` with the bytes of the upload or the failure, and reads other requests to their end. */
async function serve(stalledMs: number): Promise<(path: string, headers?: object) => ClientRequest> {
  const own = (server = createServer());
  own.on('request', (incoming, response) => {
    void answerTo(incoming, stalledMs).then((text) => response.end(text));
  });
  limitRequestTime(own, LIMIT_MS);
  own.listen(0, '127.0.0.1');
  await once(own, 'listening');
  const { port } = own.address() as AddressInfo;
  return (path, headers = {}) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { ...headers } });
    sent.on('error', () => undefined); // the server may end the connection
    sent.flushHeaders();
    return sent;
  };
}

async function answerTo(incoming: IncomingMessage, stalledMs: number): Promise<string> {
  const limits = { maxBytes: MAX_BYTES, stalledMs };
  const failures = { tooLarge: new FailureError('import-too-large'), stalled: new FailureError('evening-stalled') };
  const upload = incoming.url === '/upload' ? new Upload(incoming, { ...limits, ...failures }) : undefined;
  let bytes = 0;
  try {
    for await (const piece of upload?.pieces() ?? (incoming as AsyncIterable<Buffer>)) bytes += piece.byteLength;
    return String(bytes);
  } catch (error) {
    void upload?.discard();
    return error instanceof FailureError ? error.code : 'interrupted';
  }
}

async function responseOf(sent: ClientRequest): Promise<{ status: number | undefined; text: string }> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response) text += String(piece);
  return { status: response.statusCode, text };
}

/** Sends until well after the limit of other requests. */
async function sendSlowly(sent: ClientRequest): Promise<number> {
  let bytes = 0;
  for (const began = performance.now(); performance.now() - began < 3 * LIMIT_MS; bytes++) {
    sent.write('a');
    await wait(20);
  }
  sent.end();
  return bytes;
}

describe('a request', () => {
  test('is ended if it does not arrive in time, even if it makes progress', async () => {
    const sent = (await serve(5_000))('/');
    sent.on('error', () => undefined); // sent after the end
    const sending = setInterval(() => sent.write('a'), 20);
    expect(await responseOf(sent)).toEqual({ status: 408, text: '' });
    clearInterval(sending);
  });
  test('of an upload may take longer as long as it makes progress', async () => {
    const sent = (await serve(5_000))('/upload');
    const answer = responseOf(sent);
    const bytes = await sendSlowly(sent);
    expect(await answer).toEqual({ status: 200, text: String(bytes) });
  });
  test('of an upload is refused if it makes no progress, and the connection ends', async () => {
    const sent = (await serve(50))('/upload');
    sent.write('a');
    expect(await responseOf(sent)).toEqual({ status: 200, text: 'evening-stalled' });
    if (!sent.destroyed) await once(sent, 'close');
  });
  test('of an upload is refused if it is too large, by its header or its bytes, and read to its end', async () => {
    const post = await serve(5_000);
    const announced = post('/upload', { 'content-length': MAX_BYTES + 1 });
    expect((await responseOf(announced)).text).toBe('import-too-large');
    announced.end('a'.repeat(MAX_BYTES + 1));
    await once(announced, 'finish');
    const chunked = post('/upload');
    const answer = responseOf(chunked);
    chunked.write('a'.repeat(MAX_BYTES));
    chunked.end('a');
    expect((await answer).text).toBe('import-too-large');
  });
  test('of an upload is ended if what follows a refusal exceeds the limit too', async () => {
    const sent = (await serve(5_000))('/upload');
    const closed = once(sent, 'close');
    sent.write('a'.repeat(MAX_BYTES + 1));
    expect((await responseOf(sent)).text).toBe('import-too-large');
    const flood = setInterval(() => sent.write('a'.repeat(MAX_BYTES)), 5);
    await closed;
    clearInterval(flood);
  });
});
