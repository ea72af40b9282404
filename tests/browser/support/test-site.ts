import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { closePages, noBrowser, sharedBrowser } from './browser.js';

/** A server and a browser. */
export interface Site {
  readonly server: TestServer;
  readonly browser: Browser;
  /**
   * Opens a signed-in console.
   * @param hash of its URL, as in `#models`  @param token of the member, by default the owner
   * @param url of a proxy in front of the server
   */
  console(hash?: string, token?: string, url?: string): Promise<Page>;
}

export const CONSOLE = { width: 1440, height: 900 } as const;

/** Starts both before the tests of a file, and removes the server and all pages afterwards. Does nothing without a browser. */
export function openSite(): Site {
  const open: { server?: TestServer; browser?: Browser } = {};
  beforeAll(async () => {
    if (noBrowser !== undefined) return;
    [open.server, open.browser] = await Promise.all([startTestServer(), sharedBrowser()]);
  });
  afterAll(async () => {
    if (open.browser !== undefined) await closePages(open.browser);
    await open.server?.remove();
  });
  const site: Site = {
    get server() {
      return open.server ?? raise();
    },
    get browser() {
      return open.browser ?? raise();
    },
    async console(hash = '', token = site.server.owner, url = site.server.url) {
      const context = await site.browser.newContext({ viewport: CONSOLE });
      await context.addCookies([{ name: 'wandcast', value: token, url, httpOnly: true, sameSite: 'Strict' }]);
      const page = await context.newPage();
      await page.goto(`${url}/console${hash}`);
      return page;
    },
  };
  return site;
}

function raise(): never {
  throw new Error('the site is not open: use it only inside tests');
}
