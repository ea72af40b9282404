import { packFrame, type StageSnapshot } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../support/browser.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from './stage-snapshots.js';

let feed: StageFeed;
let browser: Browser;
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
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  return page;
}
/** Waits until the page has handled everything that was sent before. */
async function settle(page: Page): Promise<void> {
  feed.send('event:changed', { ...feed.snapshot.event, blank: true });
  await page.locator('.dark').waitFor();
  feed.send('event:changed', feed.snapshot.event);
  await page.locator('.dark').waitFor({ state: 'detached' });
}
/** Watches a page. @returns what resolves once nothing on the page has matched the selector, however short that lasted */
async function watchHidden(page: Page, selector: string): Promise<() => Promise<void>> {
  const hidden = await page.evaluateHandle((wanted) => {
    const promise = new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(wanted) !== null) return;
        observer.disconnect();
        resolve();
      }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['class'] });
    });
    return { promise }; // a promise itself would be awaited
  }, selector);
  return () => hidden.evaluate(({ promise }) => promise);
}
/** Sends a message. Resolves once nothing on the page has matched the selector. */
async function hides(page: Page, selector: string, send: () => void): Promise<void> {
  const isHidden = await watchHidden(page, selector);
  send();
  await isHidden();
}

const wands = crowd(30);
const replay = (view: 'round' | 'podium') => (): void => {
  feed.send('stage:replayed', view);
};
function settledRound(part: Parameters<typeof roundOf>[2] = {}, event = {}): StageSnapshot {
  const round = roundOf(Date.now(), 30_000, part);
  return snapshotOf(wands, { view: 'round', ...event }, { round, tally: tallyOf(wands, round, book, true) });
}

describe.skipIf(noBrowser !== undefined)('the result of a round', () => {
  const NAMES = '.result .row .name';
  const names = (page: Page): Promise<string[]> => page.locator(NAMES).allTextContents();

  test('is revealed again from hidden places to the same names and points, on every stage', async () => {
    const pages = [await openStage(settledRound())];
    const errors = pages.map(pageErrorsOf);
    pages.push(await openStage(feed.snapshot));
    const [page, other] = pages as [Page, Page];
    const before = await names(page);
    const points = (): Promise<string[]> => page.locator('.result .points').allTextContents();
    const worth = await points();
    expect(before).toHaveLength(5);
    const isOtherHidden = await watchHidden(other, NAMES);
    await hides(page, NAMES, replay('round'));
    await isOtherHidden();
    for (const one of pages) {
      await one.locator(NAMES).first().waitFor();
      expect((await names(one)).at(-1)).toBe(before.at(-1)); // the fifth place comes first
      await expect.poll(() => names(one), { timeout: 15_000 }).toEqual(before);
    }
    await expect.poll(points).toEqual(worth);
    expect(errors.flat()).toEqual([]);
    for (const one of pages) await one.close();
  });

  test('starts over at a second press while it runs', async () => {
    const page = await openStage(settledRound());
    const before = await names(page);
    await hides(page, NAMES, replay('round'));
    await page.locator(NAMES).nth(1).waitFor();
    await hides(page, NAMES, replay('round'));
    await expect.poll(() => names(page), { timeout: 15_000 }).toEqual(before);
    await page.close();
  });

  test('is not revealed again by itself: neither after a reconnection, nor when the view returns, nor for another view', async () => {
    const page = await openStage(settledRound());
    await hides(page, NAMES, replay('round'));
    await page.locator(NAMES).nth(4).waitFor({ timeout: 15_000 });
    feed.send('stage:welcomed', feed.snapshot);
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(5);
    replay('podium')();
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(5);
    feed.send('event:changed', { ...feed.snapshot.event, view: 'leaders' });
    await page.locator('.result').waitFor({ state: 'detached' });
    feed.send('event:changed', feed.snapshot.event);
    await page.locator('.result').waitFor();
    expect(await page.locator(NAMES).count()).toBe(5);
    await page.close();
  });

  test('of a duel is revealed again', async () => {
    const [first, second] = [wands[0]?.id, wands[1]?.id];
    if (first === undefined || second === undefined) throw new Error('no players');
    const page = await openStage(settledRound({ kind: 'duel', duel: [first, second] }));
    await page.locator('.first.won').waitFor();
    await hides(page, '.won, .lost', replay('round'));
    await page.locator('.first.won').waitFor();
    await page.close();
  });

  test('stays at rest with reduced motion', async () => {
    const page = await openStage(settledRound({}, { calm: true }));
    replay('round')();
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(5);
    feed.send('stage:frame', packFrame({ tick: 1, tally: feed.snapshot.tally ?? missing() }));
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(5);
    await page.close();
  });
});

describe.skipIf(noBrowser !== undefined)('the podium', () => {
  const NAMES = 'ol .who .headline';
  const names = (page: Page): Promise<string[]> => page.locator(NAMES).allTextContents();
  const podium = (event = {}): StageSnapshot =>
    snapshotOf(wands, { view: 'podium', ...event }, { board: boardOf(wands, 4) });

  test('is revealed again from third to first place, with the same names', async () => {
    const page = await openStage(podium());
    const before = await names(page);
    expect(before).toEqual(feed.snapshot.board.podium.map(({ nickname }) => nickname));
    await hides(page, NAMES, replay('podium'));
    await page.locator(NAMES).first().waitFor();
    expect(await names(page)).toEqual(before.slice(2));
    await hides(page, NAMES, replay('podium'));
    await expect.poll(() => names(page), { timeout: 15_000 }).toEqual(before);
    await page.close();
  });

  test('is not revealed again by a reconnection, and stays at rest with reduced motion', async () => {
    const page = await openStage(podium());
    await hides(page, NAMES, replay('podium'));
    await page.locator(NAMES).nth(2).waitFor({ timeout: 15_000 });
    feed.send('stage:welcomed', feed.snapshot);
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(3);
    feed.snapshot = podium({ calm: true });
    await settle(page);
    replay('podium')();
    await settle(page);
    expect(await page.locator(NAMES).count()).toBe(3);
    await page.close();
  });
});

function missing(): never {
  throw new Error('no tally');
}
