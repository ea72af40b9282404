import { packFrame, type EventCode } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layoutProblems, prepareMeasures } from '../../../apps/tools/src/measures/measure-page.js';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../support/browser.js';
import { everyView, type ShownView } from './every-view.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';
import { snapshotOf } from './stage-snapshots.js';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;

let feed: StageFeed;
let browser: Browser;
let page: Page;
let pageErrors: readonly string[];
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  feed = await openStageFeed(snapshotOf([], {}));
  browser = await sharedBrowser();
  page = await browser.newPage({ viewport: SIZES[0], reducedMotion: 'reduce' });
  pageErrors = pageErrorsOf(page);
  await prepareMeasures(page);
  await openIn('en');
});
async function openIn(language: string): Promise<void> {
  await page.goto(`${feed.url}/stage?token=any&lang=${language}`);
  await page.locator(`html[lang=${language}] .scene`).waitFor();
}
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await closePages(browser);
  await feed.close();
});

/** Shows a view from its start, as after a reload: another event replaces the scene without a transition. */
async function show({ name, snapshot, frame }: ShownView, n: number): Promise<void> {
  const shown = snapshot();
  feed.send('stage:welcomed', { ...shown, event: { ...shown.event, code: `GOWN427${n % 10}` as EventCode } });
  if (frame !== undefined) feed.send('stage:frame', packFrame(frame));
  const wanted = shown.note ?? shown.event.view;
  await expect
    .poll(
      () =>
        page.evaluate(() => [
          document.querySelector('.picture')?.getAttribute('data-view'),
          document.querySelector('h1')?.textContent,
        ]),
      { message: name, interval: 20 },
    )
    .toContain(wanted);
  await painted();
}

/** Waits until finite animations are over and the result is painted. */
async function painted(): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))); // canvases have their new size
    await Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    );
  });
}

/** The problems of every view, each with the sizes of the screens that have it. */
async function problemsOf(people: number, sizes: readonly (typeof SIZES)[number][]): Promise<object> {
  const found = new Map<string, string[]>();
  for (const [n, view] of everyView(people, () => Date.now()).entries()) {
    await show(view, n);
    for (const size of n % 2 === 0 ? sizes : sizes.toReversed()) {
      await page.setViewportSize(size);
      await painted();
      for (const problem of await layoutProblems(page)) {
        const known = `${view.name}: ${problem.replace(/ by [\d.]+.* px/, '')}`; // pixels differ with the size
        found.set(known, [...(found.get(known) ?? []), `${size.width}x${size.height}`]);
      }
    }
  }
  return Object.fromEntries(found);
}

describe.skipIf(noBrowser !== undefined)('every view of the stage', () => {
  test.each([5, 13, 30, 150, 500])(
    'overlaps nothing, cuts nothing and centers its seals with %i people, on screens of any size',
    async (people) => {
      const found = await problemsOf(people, SIZES);
      expect({ found, pageErrors }).toEqual({ found: {}, pageErrors: [] });
    },
  );

  test('does so in German, too', async () => {
    await openIn('de');
    const found = await problemsOf(30, SIZES.slice(0, 1));
    expect({ found, pageErrors }).toEqual({ found: {}, pageErrors: [] });
  });
});
