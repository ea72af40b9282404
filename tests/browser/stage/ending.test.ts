import type { StageSnapshot } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, sharedBrowser } from '../support/browser.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';
import { boardOf, crowd, snapshotOf } from './stage-snapshots.js';
import { auditText } from './text-audit.js';

let browser: Browser;
let feed: StageFeed;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  feed = await openStageFeed(snapshotOf([], {}));
  browser = await sharedBrowser();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await closePages(browser);
  await feed.close();
});

async function openStage(snapshot: StageSnapshot): Promise<Page> {
  feed.snapshot = snapshot;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  return page;
}

describe.skipIf(noBrowser !== undefined)('the ending', () => {
  const totals = { people: 148, casts: 12_345, recognized: 10_211, taught: 311, rounds: 7 };
  const wands = crowd(30);
  const ending = (part: Partial<StageSnapshot['event']> = {}): StageSnapshot =>
    snapshotOf(wands, { view: 'thanks', ...part }, { board: boardOf(wands, 4), totals });
  const figures = (page: Page): Promise<string[]> => page.locator('.figures > div').allInnerTexts();
  const DONE = ['148\nwizards', '12,345\ncasts', '10,211\nrecognized', '7\nrounds'];

  test('counts the figures up, and shows them at once after a reload', async () => {
    const page = await openStage(snapshotOf(wands, { view: 'podium' }, { board: boardOf(wands, 4) }));
    const firstCount = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          new MutationObserver((_, observer) => {
            const first = document.querySelector('.figures dd')?.textContent;
            if (first === undefined) return;
            observer.disconnect();
            resolve(first);
          }).observe(document.body, { childList: true, subtree: true });
        }),
    );
    await page.evaluate(() => undefined);
    feed.send('event:changed', ending().event);
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await page.locator('.figures').count()).toBe(0);
    feed.send('totals:changed', totals);
    expect((await firstCount).trim()).not.toBe('148');
    await expect.poll(() => figures(page)).toEqual(DONE);

    feed.snapshot = ending();
    await page.reload();
    await page.locator('.figures').waitFor();
    expect(await figures(page)).toEqual(DONE);
    await page.getByRole('img', { name: 'QR code of the summary' }).waitFor();
    expect(await page.locator('.winners .name').allTextContents()).toEqual(
      boardOf(wands, 4).podium.map(({ nickname }) => nickname),
    );
    await page.close();
  });

  test('is readable from the last row: with an announcement, the longest names, and without anyone', async () => {
    const long = crowd(40, true);
    const NEWS =
      'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';
    const none = { people: 0, casts: 0, recognized: 0, taught: 0, rounds: 0 };
    const page = await openStage(ending());
    for (const snapshot of [
      ending(),
      ending({ announcement: NEWS }),
      snapshotOf(long, { view: 'thanks' }, { board: boardOf(long, 4), totals: { ...totals, casts: 1_234_567 } }),
      snapshotOf([], { view: 'thanks' }, { totals: none }),
    ]) {
      feed.snapshot = snapshot;
      await page.reload();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(await auditText(page)).toEqual([]);
    }
    expect(await page.getByText('Nobody picked up a wand this time.').count()).toBe(1);
    expect(await page.locator('.qr').count()).toBe(0);
    await page.close();
  });

  test('is in German on a German page', async () => {
    feed.snapshot = ending();
    const context = await browser.newContext({ locale: 'de', viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.goto(`${feed.url}/stage?token=any`);
    await page.getByRole('heading', { name: 'Danke' }).waitFor();
    expect(await figures(page)).toEqual(['148\nZauberstäbe', '12.345\nSchwünge', '10.211\nerkannt', '7\nRunden']);
    expect(await auditText(page)).toEqual([]);
    await context.close();
  });
});
