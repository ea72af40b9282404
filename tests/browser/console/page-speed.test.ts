import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstContent, firstContentMs } from '../../../apps/tools/src/bench/page/first-content.js';
import { openPool } from '../../support/database-pool.js';
import { freePort } from '../../support/free-port.js';
import { seedCasts } from '../../support/seed-casts.js';
import { ownerOf, startServerProcess, type ServerProcess } from '../../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { launchBrowser, noBrowser } from '../support/browser.js';
import { CONSOLE } from '../support/test-site.js';

const isBench = process.env['npm_lifecycle_event'] === 'bench:console';
const CASTS = isBench ? 10_000 : 500;
const VISITS = isBench ? 5 : 1;

let folder: string;
let database: TestDatabase;
let server: ServerProcess;
let browser: Browser;
let owner: string;

/** A server as `npm start` runs it, so that the figures apply to production. */
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  database = await createTestDatabase();
  server = await startServerProcess(folder, await freePort(), [], { DATABASE_URL: database.url });
  owner = await ownerOf(server);
  browser = await launchBrowser();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await browser.close();
  await server.end('SIGTERM');
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A page of a new browser context, signed in as the owner. */
async function consolePage(): Promise<Page> {
  const context = await browser.newContext({ viewport: CONSOLE });
  await context.addCookies([{ name: 'wandcast', value: owner, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
  return context.newPage();
}

const firstOf = (page: Page, screen: string, selector: string): Promise<number> =>
  firstContentMs(page, `${server.url}/console#${screen}`, selector);

/** Prints figures for docs/benchmarks.md. Asserts none of them, because they depend on how busy the machine is. */
describe.skipIf(noBrowser !== undefined)('the console with thousands of casts', () => {
  test('shows the first content of every screen', async () => {
    const pool = openPool(database.url);
    await seedCasts(pool, { casts: CASTS, people: 143 });
    await pool.end();
    const page = await consolePage();
    const lines: string[] = [];
    for (const [screen, selector] of Object.entries(firstContent)) {
      const visits: number[] = [];
      for (let i = 0; i < VISITS; i++) visits.push(await firstOf(page, screen, selector));
      lines.push(`${screen} ${visits.map((ms) => Math.round(ms)).join(', ')}`);
    }
    await page.context().close();
    console.log(`console, ${CASTS} casts: first content after ms: ${lines.join('; ')}`);
    expect(lines).toHaveLength(Object.keys(firstContent).length);
  });

  test('shows the first content of every screen right after the start of the server', async () => {
    const lines: string[] = [];
    // Each screen in turn is the first that anyone asks of its server, with an empty cache of the browser.
    for (const [screen, selector] of Object.entries(firstContent).slice(0, isBench ? undefined : 1)) {
      await server.end('SIGTERM');
      server = await startServerProcess(folder, await freePort(), [], { DATABASE_URL: database.url });
      const page = await consolePage();
      lines.push(`${screen} ${Math.round(await firstOf(page, screen, selector))}`);
      await page.context().close();
    }
    console.log(`console, ${CASTS} casts: first content of a new server after ms: ${lines.join('; ')}`);
    expect(lines.length).toBeGreaterThan(0);
  });
});
