import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

const get = (address: string, headers = {}): Promise<Response> => fetch(`${server.url}${address}`, { headers });

describe('a room', () => {
  test('is told of by its code, however it was typed', async () => {
    const response = await get(`/api/events/${server.code.toLowerCase()}`);
    expect(await response.json()).toEqual({ code: server.code, title: 'Wandcast', locked: false, secureUrl: null });
  });

  test.each(['NOPE99', 'x', '%00', '..%2f..'])('of another code (%s) is unknown, in words for people', async (code) => {
    const response = await get(`/api/events/${code}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'event-unknown', mayRetry: false });
  });

  test('tells its code to commands on this machine, and to nobody behind a proxy', async () => {
    expect(await (await get('/api/events')).json()).toEqual({ code: server.code });
    expect((await get('/api/events', { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403);
  });
});

describe('a page', () => {
  test('comes with headers that let nothing in from elsewhere', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
    expect(headers.get('referrer-policy')).toBe('no-referrer'); // stage and console addresses hold tokens
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  test('names its assets, which are kept for ever', async () => {
    const html = await (await get('/')).text();
    const asset = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const response = await get(asset);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/nothing', '/assets/nothing.js', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'that is not there (%s) is not found',
    async (address) => {
      expect((await get(address)).status).toBe(404);
    },
  );
});

test('health names no person, no code and no address', async () => {
  const text = await (await get('/health')).text();
  expect(text).not.toContain(server.code);
  expect(text).not.toMatch(/postgres|token|127\.0\.0\.1/);
});
