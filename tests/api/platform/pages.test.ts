import { request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
/** Addresses of a script and a font that the pages use. */
const named = { script: '', font: '' };
beforeAll(async () => {
  server = await startTestServer();
  const html = (await get('/')).body.toString();
  named.script = /src="(\/assets\/index-[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const style = /href="(\/assets\/index-[^"]+\.css)"/.exec(html)?.[1] ?? '';
  named.font = /\/assets\/[\w-]+\.woff2/.exec((await get(style)).body.toString())?.[0] ?? '';
});
afterAll(() => server.remove());

interface RawResponse {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** The response as sent: `fetch` would decompress it, and choose Accept-Encoding itself. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${server.url}${address}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('a script', () => {
  test.each([
    ['br, the smallest encoding that Chrome accepts', 'gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, which phones accept over plain http', 'gzip, deflate', 'gzip', gunzipSync],
    ['gzip if br is excluded', 'gzip, br;q=0', 'gzip', gunzipSync],
  ])('is sent as %s', async (_name, accept, encoding, unpack) => {
    const plain = await get(named.script);
    const compressed = await get(named.script, { 'accept-encoding': accept });
    expect(compressed.headers['content-encoding']).toBe(encoding);
    expect(compressed.headers['content-length']).toBe(String(compressed.body.length));
    expect(compressed.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(compressed.headers.vary).toContain('Accept-Encoding');
    expect(compressed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(compressed.headers.etag).not.toBe(plain.headers.etag);
    expect(unpack(compressed.body).equals(plain.body)).toBe(true);
    expect(compressed.body.length).toBeLessThan(plain.body.length / 2);
  });

  test.each(['', 'identity', 'zstd'])('is sent uncompressed for Accept-Encoding "%s"', async (accept) => {
    const plain = await get(named.script, { 'accept-encoding': accept });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('Accept-Encoding');
    expect(plain.body.toString()).toContain('import');
  });

  test('has a source map', async () => {
    expect((await get(`${named.script}.map`)).status).toBe(200);
  });
});

describe('a page', () => {
  test.each(['/', '/stage', '/console', '/summary'])('(%s) is revalidated by its ETag', async (address) => {
    const accept = { 'accept-encoding': 'br' };
    const first = await get(address, accept);
    const again = await get(address, { ...accept, 'if-none-match': first.headers.etag ?? '' });
    const other = await get(address, { 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag ?? '' });
    expect(first.headers['cache-control']).toBe('no-cache');
    expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect(other.status).toBe(200); // each encoding has its own ETag
  });

  test('can be requested with HEAD', async () => {
    const [head, whole] = [await get('/', {}, 'HEAD'), await get('/')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(whole.body.length));
  });

  test.each(['/.vite/wand.json', '/index.html.br', '/assets/', '/icons'])(
    'does not expose other files of the build (%s)',
    async (address) => {
      expect((await get(address)).status).toBe(404);
    },
  );
});

test('fonts and icons are not compressed again', async () => {
  const [font, icon] = [named.font, '/icons/icon-192.png'];
  for (const [address, type] of [[font, 'font/woff2'] as const, [icon, 'image/png'] as const]) {
    const { headers, status } = await get(address, { 'accept-encoding': 'br' });
    expect([status, headers['content-type'], headers['content-encoding']]).toEqual([200, type, undefined]);
  }
});

test('the manifest refers to existing icons, and its start URL contains no code', async () => {
  const { headers, body } = await get('/manifest.webmanifest');
  expect(headers['content-type']).toMatch(/^application\/manifest\+json/);
  const manifest = JSON.parse(body.toString()) as { start_url: string; icons: { src: string }[] };
  expect(manifest.start_url).toBe('/');
  for (const { src } of manifest.icons) expect((await get(src)).status).toBe(200);
});
