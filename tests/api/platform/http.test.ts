import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

const get = (address: string, headers = {}): Promise<Response> => fetch(`${server.url}${address}`, { headers });

describe('the public info of an event', () => {
  test('is found by its code in upper or lower case', async () => {
    const response = await get(`/api/events/${server.code.toLowerCase()}`);
    expect(await response.json()).toEqual({ code: server.code, title: 'Wandcast', locked: false, secureUrl: null });
  });

  test.each(['NOPE99', 'x', '%00', '..%2f..'])('is a readable failure for an unknown code (%s)', async (code) => {
    const response = await get(`/api/events/${code}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'event-unknown', mayRetry: false });
  });

  test('gives the current code to commands on this machine, and not through a proxy', async () => {
    expect(await (await get('/api/events')).json()).toEqual({ code: server.code });
    expect((await get('/api/events', { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403);
  });
});

describe('a page', () => {
  test('has security headers that allow content of its own origin only', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
    expect(headers.get('referrer-policy')).toBe('no-referrer'); // addresses of stages contain tokens
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  test('refers to assets that are cached forever', async () => {
    const html = await (await get('/')).text();
    const asset = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const response = await get(asset);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/nothing', '/assets/nothing.js', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'that does not exist (%s) is a 404',
    async (address) => {
      expect((await get(address)).status).toBe(404);
    },
  );
});

test('GET /health contains no code, token or address', async () => {
  const text = await (await get('/health')).text();
  expect(text).not.toContain(server.code);
  expect(text).not.toMatch(/postgres|token|127\.0\.0\.1/);
});
