import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { PreloadedJoinInfo } from '../../../apps/web/src/wand/loading/preloaded-join-info';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

type Early = Window & { wandcastJoinInfo?: PreloadedJoinInfo };

interface Opened {
  readonly page: Page;
  readonly pageErrors: string[];
  /** Paths of all requests. */
  readonly asked: string[];
}

async function phone(options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, ...options });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return { page, asked, pageErrors: pageErrorsOf(page) };
}

/** Delays requests for `files`. @returns a function that releases them */
async function hold(page: Page, files: string): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(files, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

const door = (): string => `/api/events/${site.server.code}`;
const MAIN = '**/assets/index-*.js';
const EARLY = '**/assets/preload-script-*.js';

async function joined(page: Page): Promise<void> {
  const hand = await simulateSensors(page);
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  await hand.rest(300);
  await page.getByRole('button', { name: 'Cast a spell' }).waitFor();
}

describe.skipIf(noBrowser !== undefined)('on a slow network', () => {
  test('the join info is requested once, before the page’s own code has loaded', async () => {
    const { page, asked, pageErrors } = await phone();
    const release = await hold(page, MAIN);
    const early = page.waitForRequest((request) => request.url().endsWith(door()));
    await page.goto(site.server.links.join.replace(/^https?:\/\/[^/]+/, site.server.url), { waitUntil: 'commit' });
    await early;
    release();
    await page.getByRole('button', { name: 'Wake my wand' }).waitFor();
    expect(asked.filter((path) => path === door())).toHaveLength(1);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('the preloaded join info is kept until the page’s own code has loaded', async () => {
    const { page, asked, pageErrors } = await phone();
    // Makes the timeout of the preload request expire when the test says so.
    await page.addInitScript(() => {
      const until = new AbortController();
      AbortSignal.timeout = () => until.signal;
      addEventListener('late', () => {
        until.abort();
      });
    });
    const release = await hold(page, MAIN);
    const answered = page.waitForEvent('requestfinished', (request) => request.url().endsWith(door()));
    await page.goto(`${site.server.url}/?code=${site.server.code}`, { waitUntil: 'commit' });
    await answered;
    await page.evaluate(() =>
      (window as Early).wandcastJoinInfo?.response.then(() => dispatchEvent(new Event('late'))),
    );
    release();
    await page.getByRole('button', { name: 'Wake my wand' }).waitFor();
    expect(asked.filter((path) => path === door())).toHaveLength(1);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('a late preload script requests nothing, because its response would be used when it is stale', async () => {
    const { page, asked, pageErrors } = await phone();
    const release = await hold(page, EARLY);
    await page.goto(`${site.server.url}/?code=${site.server.code}`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Wake my wand' }).waitFor();
    release();
    await page.evaluate(`import(document.querySelector('script[data-room]').src)`); // resolves once the script has run
    expect(await page.evaluate(() => (window as Early).wandcastJoinInfo)).toBe(undefined);
    expect(asked.filter((path) => path === door())).toHaveLength(1);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('the room’s code is preloaded for a returning participant, and German texts for a German browser', async () => {
    const { page, asked, pageErrors } = await phone({ locale: 'de-DE' });
    await page.goto(`${site.server.url}/?code=${site.server.code}&lang=en`);
    await joined(page);
    await page.evaluate(() => {
      localStorage.removeItem('wandcast:language');
    });
    await page.context().clearCookies();
    asked.length = 0;
    const release = await hold(page, MAIN);
    const files = ['RoomPage', 'CastPage', 'locale-de'].map((name) =>
      page.waitForRequest((request) => request.url().includes(`/assets/${name}-`)),
    );
    await page.goto(`${site.server.url}/?code=${site.server.code}`, { waitUntil: 'commit' });
    await Promise.all(files);
    release();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de');
    expect(asked).not.toContain(door());
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('the tap on "Wake my wand" requests motion before the room’s code has loaded', async () => {
    const { page, pageErrors } = await phone();
    // Like Safari, which allows the motion prompt only in a tap.
    await page.addInitScript(() => {
      Object.defineProperty(DeviceMotionEvent, 'requestPermission', {
        value: () => {
          document.documentElement.dataset['asked'] = String(navigator.userActivation.isActive);
          return Promise.resolve('granted');
        },
      });
    });
    const release = await hold(page, '**/assets/RoomPage-*.js');
    // The load event may wait for delayed files.
    await page.goto(`${site.server.url}/?code=${site.server.code}`, { waitUntil: 'commit' });
    const hand = await simulateSensors(page);
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    expect(await page.locator('html').getAttribute('data-asked')).toBe('true');
    await page.getByText('Turning the page').waitFor();
    release();
    await hand.rest(300);
    await page.getByRole('button', { name: 'Cast a spell' }).waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('a page whose code fails to load says so', async () => {
    const { page } = await phone();
    await page.route(MAIN, (route) => route.abort());
    await page.goto(`${site.server.url}/?code=${site.server.code}`);
    await page.getByText('The page didn’t load.').waitFor();
    await page.unrouteAll();
    await page.getByRole('link', { name: 'Reload' }).click();
    await page.getByRole('button', { name: 'Wake my wand' }).waitFor();
    await page.context().close();
  });
});

describe.skipIf(noBrowser !== undefined)('the fonts of a first visit', () => {
  test('are two; others load for a name with special letters', async () => {
    const { page, asked } = await phone();
    const fonts = (): string[] =>
      asked.filter((path) => path.endsWith('.woff2')).map((path) => path.replace(/-[^-]+$/, ''));
    await page.goto(`${site.server.url}/?code=${site.server.code}`);
    const name = page.getByLabel('Wizard name');
    await name.waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(new Set(fonts())).toEqual(new Set(['/assets/amatic-sc-basic', '/assets/bitter-basic']));

    await name.fill('Łukasz Żółć');
    await expect.poll(fonts).toContain('/assets/bitter-ext');
    await page.context().close();
  });
});

describe.skipIf(noBrowser !== undefined)('the home screen', () => {
  test('can install the page: Chromium reports no errors', async () => {
    const { page, pageErrors } = await phone();
    await page.goto(site.server.url);
    const cdp = await page.context().newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    const { errors, url } = await cdp.send('Page.getAppManifest');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    expect(errors).toEqual([]);
    expect(url).toBe(`${site.server.url}/manifest.webmanifest`);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
