import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, type RunnerTask } from 'vitest';
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

/**
 * Starts both before the tests of a file, and removes the server and all pages afterwards. Does nothing without a
 * browser. A repeated test gets a new server, unless other tests of its file may have prepared this one.
 */
export function openSite(): Site {
  const open: { server?: TestServer; browser?: Browser } = {};
  const start = async (): Promise<void> => {
    if (noBrowser !== undefined) return;
    [open.server, open.browser] = await Promise.all([startTestServer(), sharedBrowser()]);
  };
  const stop = async (): Promise<void> => {
    if (open.browser !== undefined) await closePages(open.browser);
    await open.server?.remove();
  };
  beforeAll(start);
  beforeEach(async ({ task }) => {
    const isRepeated = (task.result?.retryCount ?? 0) > 0;
    if (!isRepeated || testsOf(task.file.tasks) > 1) return;
    await stop();
    await start();
  });
  afterAll(stop);
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

function testsOf(tasks: readonly RunnerTask[]): number {
  return tasks.reduce((sum, task) => sum + (task.type === 'suite' ? testsOf(task.tasks) : 1), 0);
}

function raise(): never {
  throw new Error('the site is not open: use it only inside tests');
}
