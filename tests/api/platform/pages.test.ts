import { request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
/** Addresses of a script and of a font, as the pages name them. */
const named = { script: '', font: '' };
beforeAll(async () => {
  server = await startTestServer();
  const html = (await get('/')).body.toString();
  named.script = /src="(\/assets\/index-[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const style = /href="(\/assets\/index-[^"]+\.css)"/.exec(html)?.[1] ?? '';
  named.font = /\/assets\/[\w-]+\.woff2/.exec((await get(style)).body.toString())?.[0] ?? '';
});
afterAll(() => server.remove());

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** The answer as it crossed the wire: `fetch` unpacks, and asks for what it likes. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asking = request(`${server.url}${address}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('a script', () => {
  test.each([
    ['br, the smallest, of what Chrome asks for', 'gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, of what a phone asks for on plain http', 'gzip, deflate', 'gzip', gunzipSync],
    ['gzip where br is ruled out', 'gzip, br;q=0', 'gzip', gunzipSync],
  ])('comes packed as %s', async (_way, accept, packing, unpack) => {
    const plain = await get(named.script);
    const packed = await get(named.script, { 'accept-encoding': accept });
    expect(packed.headers['content-encoding']).toBe(packing);
    expect(packed.headers['content-length']).toBe(String(packed.body.length));
    expect(packed.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(packed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect(unpack(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(plain.body.length / 2);
  });

  test.each(['', 'identity', 'zstd'])('comes as it is for whoever asks for "%s"', async (accept) => {
    const plain = await get(named.script, { 'accept-encoding': accept });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('Accept-Encoding');
    expect(plain.body.toString()).toContain('import');
  });

  test('has a source map, for whoever looks into it', async () => {
    expect((await get(`${named.script}.map`)).status).toBe(200);
  });
});

describe('a page', () => {
  test.each(['/', '/stage', '/console', '/summary'])(
    '(%s) is asked for each time, and told from its tag',
    async (address) => {
      const accept = { 'accept-encoding': 'br' };
      const first = await get(address, accept);
      const again = await get(address, { ...accept, 'if-none-match': first.headers.etag ?? '' });
      const other = await get(address, { 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag ?? '' });
      expect(first.headers['cache-control']).toBe('no-cache');
      expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers.etag).toBe(first.headers.etag);
      expect(other.status).toBe(200); // a tag is of the bytes, not of the page
    },
  );

  test('is known to HEAD', async () => {
    const [head, whole] = [await get('/', {}, 'HEAD'), await get('/')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(whole.body.length));
  });

  test.each(['/.vite/wand.json', '/index.html.br', '/assets/', '/icons'])(
    'has nothing beside it (%s)',
    async (address) => {
      expect((await get(address)).status).toBe(404);
    },
  );
});

test('fonts and icons are packed already', async () => {
  const [font, icon] = [named.font, '/icons/icon-192.png'];
  for (const [address, type] of [[font, 'font/woff2'] as const, [icon, 'image/png'] as const]) {
    const { headers, status } = await get(address, { 'accept-encoding': 'br' });
    expect([status, headers['content-type'], headers['content-encoding']]).toEqual([200, type, undefined]);
  }
});

test('the manifest names icons that are there, and no secret', async () => {
  const { headers, body } = await get('/manifest.webmanifest');
  expect(headers['content-type']).toMatch(/^application\/manifest\+json/);
  const manifest = JSON.parse(body.toString()) as { start_url: string; icons: { src: string }[] };
  expect(manifest.start_url).toBe('/');
  for (const { src } of manifest.icons) expect((await get(src)).status).toBe(200);
});
