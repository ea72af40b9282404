import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { root } from '../../support/server-process.js';
import { closePages, pageErrorsOf, simulateSensors, sharedBrowser, noBrowser, type Hand } from '../support/browser.js';
import { holdUntil } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';

const BUILT = path.join(root, 'apps/web/dist');

let browser: Browser;
/** The next build: the same pages with renamed files. */
let newer: string;
let port: number;
let server: TestServer;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  [browser, newer, port] = await Promise.all([sharedBrowser(), renamedBuild(), freePort()]);
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await closePages(browser);
  await rm(newer, { recursive: true });
});
beforeEach(async () => {
  if (noBrowser === undefined) server = await startTestServer({ port });
});
afterEach(async () => {
  if (noBrowser === undefined) await server.remove();
});

async function renamedBuild(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-pages-'));
  await cp(BUILT, folder, { recursive: true, filter: (file) => !/\.(map|br|gz)$/.test(file) });
  const assets = path.join(folder, 'assets');
  const names = new Map((await readdir(assets)).map((name) => [name, name.replace(/(\.\w+)$/, '-next$1')]));
  const texts = [...names.keys()].filter((name) => /\.(js|css)$/.test(name)).map((name) => path.join(assets, name));
  for (const file of [...texts, path.join(folder, 'index.html')]) {
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      [...names].reduce((all, [old, next]) => all.replaceAll(old, next), text),
    );
  }
  for (const [old, next] of names) await rename(path.join(assets, old), path.join(assets, next));
  return folder;
}

/** Restarts the server with the new build: same room, same address. */
async function renew(): Promise<void> {
  server = await server.restart({ webFolder: newer });
}

interface Phone {
  readonly page: Page;
  readonly hand: Hand;
  readonly pageErrors: string[];
  /** The page's main script. */
  readonly script: () => Promise<string | null>;
}

/** A phone that has joined, on the page that offers teaching and casting. */
async function join(before: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const pageErrors = pageErrorsOf(page);
  await before(page);
  const hand = await simulateSensors(page);
  await page.goto(`${server.url}/?code=${server.code}`);
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  await hand.rest(300);
  await page.getByRole('button', { name: 'Cast a spell' }).waitFor();
  const script = (): Promise<string | null> => page.locator('script[type="module"]:not([async])').getAttribute('src');
  return { page, hand, pageErrors, script };
}

/** Whether a console message is only about unreachable files or sockets. */
const isOfNetwork = (complaint: string): boolean => /Failed to load resource|WebSocket|net::ERR/.test(complaint);

const peopleOf = async (): Promise<number> => (await server.query('SELECT id FROM participants')).length;

describe.skipIf(noBrowser !== undefined)('a server that is updated during a show', () => {
  test('lets the old page go on casting, and offers the new one', async () => {
    const { page, hand, pageErrors, script } = await join();
    await page.waitForLoadState('networkidle'); // every page is preloaded
    const old = await script();
    await renew();

    await page.getByText('A new version is available.').waitFor();
    await page.getByRole('button', { name: 'Cast a spell' }).click();
    const ring = page.getByRole('button', { name: 'Press and cast' });
    await holdUntil({ page, hand, pageErrors }, () => ring.isVisible());
    await ring.dispatchEvent('pointerdown', { pointerId: 1, isPrimary: true, button: 0 });
    await hand.wave(spark());
    await ring.dispatchEvent('pointerup', { pointerId: 1, isPrimary: true, button: 0 });
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/% sure|Fizzled/);
    expect(await script()).toBe(old);
    expect(await server.query('SELECT id FROM casts')).toHaveLength(1);

    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(script).toMatch(/-next\.js$/);
    await hand.rest(300);
    await page.getByRole('button', { name: 'Cast a spell' }).waitFor();
    expect(await page.getByText('A new version is available.').count()).toBe(0);
    expect(await peopleOf()).toBe(1);
    expect(pageErrors.filter((complaint) => !isOfNetwork(complaint))).toEqual([]);
    await page.context().close();
  });

  test('makes a page reload when it needs code that the new build names differently', async () => {
    const { page, hand, script } = await join((fresh) => fresh.route('**/TeachPage-*.js', (route) => route.abort()));
    await renew();
    await page.getByText('A new version is available.').waitFor();
    await page.unrouteAll();

    await page.getByRole('button', { name: 'Teach a spell' }).click();
    await expect.poll(script).toMatch(/-next\.js$/);
    await hand.rest(300);
    await page.getByRole('button', { name: 'Teach a spell' }).click();
    await page.getByRole('heading', { name: 'Teach' }).first().waitFor();
    expect(await peopleOf()).toBe(1);
    await page.context().close();
  });
});

describe.skipIf(noBrowser !== undefined)('a server that is updated, with session storage blocked', () => {
  test('makes the page reload only when asked to try again', async () => {
    const { page, script } = await join(async (fresh) => {
      await fresh.route('**/TeachPage-*.js', (route) => route.abort());
      await fresh.addInitScript(() => {
        Object.defineProperty(window, 'sessionStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
    });
    await renew();
    await page.getByText('A new version is available.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Teach a spell' }).click();
    await page.getByRole('button', { name: 'Try again' }).click(); // an automatic reload could loop
    await expect.poll(script).toMatch(/-next\.js$/);
    await page.context().close();
  });
});

describe.skipIf(noBrowser !== undefined)('a page that failed to load', () => {
  test('says so, stays while offline, and loads once online', async () => {
    const { page, hand } = await join((fresh) => fresh.route('**/TeachPage-*.js', (route) => route.abort()));
    await page.getByRole('button', { name: 'Teach a spell' }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.context().setOffline(true);
    await again.click();
    await again.waitFor();
    expect(await page.getByText('This page didn’t load').isVisible()).toBe(true);

    await page.unrouteAll();
    await page.context().setOffline(false);
    await again.click();
    // Older Chromium never fetches a failed module again: the page reloads itself there.
    const teach = page.getByRole('heading', { name: 'Teach' }).first();
    const choice = page.getByRole('button', { name: 'Teach a spell' });
    await teach.or(choice).waitFor();
    if (await choice.isVisible()) {
      await hand.rest(300);
      await choice.click();
    }
    await teach.waitFor();
    expect(await peopleOf()).toBe(1);
    await page.context().close();
  });

  test('loads with its styles, also if only those had failed', async () => {
    const lost: string[] = [];
    const { page } = await join((fresh) =>
      fresh.route(/\/(TeachPage|list-own-casts)-[^/]+\.css$/, (route) => {
        lost.push(new URL(route.request().url()).pathname);
        return route.abort();
      }),
    );
    // Styles of one page, and styles shared by two others.
    await expect
      .poll(() => lost.map((file) => file.replace(/-[\w-]{8}\.css$/, '')).sort())
      .toEqual(['/assets/TeachPage', '/assets/list-own-casts']);
    await page.evaluate(() => {
      document.documentElement.dataset['stayed'] = 'yes';
    });
    await page.getByRole('button', { name: 'Cast a spell' }).click();
    await page.getByRole('button', { name: 'Press and cast' }).waitFor(); // its styles were loaded
    await page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await page.getByRole('button', { name: 'Teach a spell' }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click(); // one can leave a page that failed
    await page.getByRole('button', { name: 'Teach a spell' }).click();
    await again.waitFor();
    await page.unrouteAll();
    await again.click();
    await page.getByRole('heading', { name: 'Teach' }).first().waitFor();
    const styles = page.locator('link[rel="stylesheet"][href*="TeachPage"]');
    const rules = await styles.evaluateAll((all) =>
      all.map((link) => (link as HTMLLinkElement).sheet?.cssRules.length),
    );
    expect(rules).toEqual([expect.any(Number)]);
    expect(rules[0]).toBeGreaterThan(5);
    expect(await page.locator('html').getAttribute('data-stayed')).toBe('yes'); // the page was not reloaded
    await page.context().close();
  });
});
