import { describe, expect, test } from 'vitest';
import { checkPageVersion, mainScriptOf } from '../../../../../apps/web/src/wand/loading/page-version';

const page = (script: string): string => `<!doctype html><html><head>
  <script type="module" async src="/assets/preload-script-Xy1.js" data-room="/assets/RoomPage-Q.js"></script>
  <script type="module" crossorigin src="/assets/${script}"></script></head></html>`;
const server =
  (status: number, html: string): typeof fetch =>
  () =>
    Promise.resolve(new Response(html, { status }));

test('identifies a page by its main script, not by the preload script', () => {
  expect(mainScriptOf(page('index-A.js'))).toBe('/assets/index-A.js');
  expect(mainScriptOf('<html>Bad Gateway</html>')).toBeUndefined();
});

describe('the version of the server’s page', () => {
  test('is the same or newer', async () => {
    expect(await checkPageVersion('/assets/index-A.js', server(200, page('index-A.js')))).toBe('same');
    expect(await checkPageVersion('/assets/index-A.js', server(200, page('index-B.js')))).toBe('newer');
  });

  test('is unknown if a proxy, a captive portal or nobody answers', async () => {
    expect(await checkPageVersion('/assets/index-A.js', server(502, page('index-B.js')))).toBe('nothing');
    expect(await checkPageVersion('/assets/index-A.js', server(200, '<form>Welcome to our Wi-Fi</form>'))).toBe(
      'nothing',
    );
    expect(await checkPageVersion('/assets/index-A.js', () => Promise.reject(new TypeError('offline')))).toBe(
      'nothing',
    );
  });
});
