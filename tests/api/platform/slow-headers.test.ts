import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

/** What the server answers before it closes the connection. */
async function answerTo(sent: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(sent));
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  await once(socket, 'close');
  return answer;
}

test('a header that does not end, and a connection that stays silent, are closed and keep nobody out', async () => {
  const late = Promise.all([answerTo('GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: '), answerTo('')]);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  for (const answer of await late) expect(answer).toContain('408 Request Timeout');
}, 60_000);
