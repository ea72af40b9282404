import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageErrorsOf, noBrowser } from './support/browser.js';
import { openSite } from './support/test-site.js';

const NIGHT = { ground: 'rgb(13, 20, 28)', bar: '#0d141c' } as const;
const DAY = { ground: 'rgb(244, 238, 222)', bar: '#f4eede' } as const;

const site = openSite();

async function open(colorScheme: 'light' | 'dark', url = site.server.links.join, stored?: string): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
  const page = await context.newPage();
  if (stored !== undefined)
    await page.addInitScript((light) => {
      localStorage.setItem('wandcast:light', light);
    }, stored);
  await page.goto(url);
  return page;
}

/** Background color of the page, and the theme color of the browser's bar. */
const lightOf = (page: Page): Promise<{ ground: string; bar: string }> =>
  page.evaluate(() => {
    const bars = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
    const bar = bars.find(({ media }) => media === '' || matchMedia(media).matches);
    return { ground: getComputedStyle(document.body).backgroundColor, bar: bar?.content ?? '' };
  });

/** The most frequent color of a canvas. */
const inkOf = (page: Page): Promise<string> =>
  page.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return '';
    const copy = new OffscreenCanvas(canvas.width, canvas.height); // reading the page's own canvas would slow it down
    const context = copy.getContext('2d', { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] === 255) {
        const color = [data[at], data[at + 1], data[at + 2]].join();
        counts.set(color, (counts.get(color) ?? 0) + 1);
      }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  });

describe.skipIf(noBrowser !== undefined)('the color scheme', () => {
  test('follows the phone’s setting, also when it changes', async () => {
    const page = await open('dark');
    const pageErrors = pageErrorsOf(page);
    await page.getByLabel('Wizard name').waitFor();
    expect(await lightOf(page)).toEqual(NIGHT);
    await expect.poll(() => inkOf(page)).not.toBe(''); // painted in the next frame
    const before = await inkOf(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => lightOf(page)).toEqual(DAY);
    await expect.poll(() => inkOf(page)).not.toBe(before); // the canvas is repainted when the style changes
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => lightOf(page)).toEqual(NIGHT);
    await expect.poll(() => inkOf(page)).toBe(before);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['night', 'light', NIGHT],
    ['day', 'dark', DAY],
    ['system', 'light', DAY],
    ['unknown', 'dark', NIGHT],
  ] as const)('keeps the stored value %s on a %s phone', async (stored, colorScheme, light) => {
    const page = await open(colorScheme, site.server.links.join, stored);
    await page.getByLabel('Wizard name').waitFor();
    expect(await lightOf(page)).toEqual(light);
    await page.context().close();
  });

  test('is correct before any script has loaded', async () => {
    for (const [colorScheme, { ground }] of [
      ['dark', NIGHT],
      ['light', DAY],
    ] as const) {
      const context = await site.browser.newContext({ colorScheme, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(site.server.links.join);
      expect((await lightOf(page)).ground).toBe(ground);
      await context.close();
    }
  });

  test('applies to the summary, and is always light in print', async () => {
    const page = await open('dark', site.server.links.summary, 'night');
    await page.getByText('The book is blank').waitFor();
    expect(await lightOf(page)).toEqual(NIGHT);
    await page.emulateMedia({ media: 'print' });
    expect((await lightOf(page)).ground).toBe('rgb(255, 255, 255)');
    await page.context().close();
  });

  test('is always dark on the stage and light on the console', async () => {
    const stage = await open('light', site.server.links.stage);
    await stage.locator('.picture').waitFor();
    expect(await lightOf(stage)).toEqual(NIGHT);
    const consolePage = await open('dark', `${site.server.url}/console`);
    await consolePage.getByLabel('Password').waitFor();
    expect(await lightOf(consolePage)).toEqual(DAY);
    for (const page of [stage, consolePage]) await page.context().close();
  });
});
