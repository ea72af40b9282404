import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionResult, PASSWORD, startTestServer, type TestServer } from '../../support/test-server.js';
import { askTrusting, connectTrusting } from '../../support/trusting-clients.js';

let server: TestServer;
let ca: string;
let origin: string;
beforeAll(async () => {
  server = await startTestServer({ tls: { kind: 'local' } });
  ca = readFileSync(path.join(server.folder, 'tls/authority.pem'), 'utf8');
  ({ origin } = new URL(server.links.join));
});
afterAll(() => server.remove());

describe('a server with its own certificate', () => {
  test('serves its pages over https to clients that trust it', async () => {
    expect(origin).toMatch(/^https:/);
    const answer = await askTrusting(`${origin}/`, ca);
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toContain('wss:');
    await expect(fetch(`${origin}/`)).rejects.toThrow('fetch failed');
  });

  test('accepts a wand over wss', async () => {
    const wand = connectTrusting(origin, server.code, ca);
    expect(await connectionResult(wand, 'wand:welcomed')).toBe('welcomed');
    wand.disconnect();
  });

  test('serves this machine over plain http too', async () => {
    expect(server.url).toMatch(/^http:/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test('serves the trust page over http and https', async () => {
    const pages = [await (await fetch(`${server.url}/trust`)).text(), (await askTrusting(`${origin}/trust`, ca)).body];
    for (const page of pages) expect(page.replaceAll('<br>', '')).toContain(server.fingerprint);
    expect((await fetch(`${server.url}/trust`)).headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('gives the console a secure cookie', async () => {
    const body = JSON.stringify({ name: 'Nobody', password: PASSWORD });
    const headers = { 'content-type': 'application/json', origin };
    expect((await askTrusting(`${origin}/api/account/session`, ca, { method: 'POST', headers, body })).status).toBe(
      401,
    );
    const rows = await server.query<{ name: string }>('SELECT name FROM members');
    const known = JSON.stringify({ name: rows[0]?.name, password: PASSWORD });
    const answer = await askTrusting(`${origin}/api/account/session`, ca, { method: 'POST', headers, body: known });
    expect(answer.status).toBe(201);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; Secure; SameSite=Strict/);
  });
});

describe('a server behind a tunnel', () => {
  let tunneled: TestServer;
  beforeAll(async () => {
    tunneled = await startTestServer({ publicUrl: 'https://wand.example.org' });
  });
  afterAll(() => tunneled.remove());

  test('uses PUBLIC_URL', () => {
    const { joinInfo, join } = tunneled.links;
    expect(join).toMatch(/^https:\/\/wand\.example\.org\/\?code=/);
    expect(joinInfo).toMatchObject({ url: join, motion: 'yes', trustUrl: null, reasons: [{ code: 'proxy' }] });
  });

  test.each(['/trust', '/trust/wandcast.crt'])('has no trust page at %s', async (address) => {
    expect((await fetch(`${tunneled.url}${address}`)).status).toBe(404);
  });

  test('gives the console a secure cookie', async () => {
    const rows = await tunneled.query<{ name: string }>('SELECT name FROM members');
    const answer = await fetch(`${tunneled.url}/api/account/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-proto': 'https',
        origin: 'https://wand.example.org',
      },
      body: JSON.stringify({ name: rows[0]?.name, password: PASSWORD }),
    });
    expect(answer.headers.getSetCookie()[0]).toContain('Secure');
  });
});
