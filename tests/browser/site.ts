import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../harness.js';
import { launchBrowser, noBrowser } from './hand.js';

/** A server, and a browser to look at it with. */
export interface Site {
  readonly server: TestServer;
  readonly browser: Browser;
}

/** Opens both for the tests of a file, and closes them after; neither where there is no browser. @param flags of the browser */
export function openSite(flags: readonly string[] = []): Site {
  const open: { server?: TestServer; browser?: Browser } = {};
  beforeAll(async () => {
    if (noBrowser !== undefined) return;
    [open.server, open.browser] = await Promise.all([startTestServer(), launchBrowser(flags)]);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.server?.remove();
  });
  return {
    get server() {
      return open.server ?? raise();
    },
    get browser() {
      return open.browser ?? raise();
    },
  };
}

function raise(): never {
  throw new Error('the site is not open: ask for it within a test');
}
