import type { StageSnapshot } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingsOf } from './axe.js';
import { closePages, pageErrorsOf, sharedBrowser, noBrowser } from '../support/browser.js';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from '../stage/stage-snapshots.js';
import { openStageFeed, type StageFeed } from '../stage/stage-feed.js';

let feed: StageFeed;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  feed = await openStageFeed(snapshotOf([], {}));
  browser = await sharedBrowser();
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await closePages(browser);
  await feed.close();
});

const wands = crowd(12);
const board = boardOf(wands, 4);
const now = (): number => Date.now() + feed.aheadMs;
function played(part: Parameters<typeof roundOf>[2], agoMs = 9_000): StageSnapshot {
  const round = roundOf(now(), agoMs, part);
  return snapshotOf(wands, { view: 'round' }, { round, tally: tallyOf(wands, round) });
}
const duel = (): Parameters<typeof roundOf>[2] => {
  const [one, other] = wands;
  return one && other ? { kind: 'duel', duel: [one.id, other.id] } : {};
};

const views: [string, () => StageSnapshot][] = [
  ['lobby, nobody yet', () => snapshotOf([], {})],
  ['lobby', () => snapshotOf(wands, { announcement: 'There is tea in the foyer' })],
  ['lobby, door closed', () => snapshotOf(wands, { locked: true })],
  ['teach', () => snapshotOf(wands, { view: 'teach' })],
  ['teach one spell', () => snapshotOf(wands, { view: 'teach', teaching: book[1]?.id ?? null })],
  ['training', () => snapshotOf(wands, { view: 'training' })],
  ['live', () => snapshotOf(wands, { view: 'live' })],
  ['live, a crowd', () => snapshotOf(crowd(143), { view: 'live' })],
  ['live, blackout', () => snapshotOf(wands, { view: 'live', blank: true })],
  ['round, ready', () => played({}, -4_000)],
  ['round, an order', () => played({})],
  ['round, free', () => played({ kind: 'free' })],
  ['round, a duel', () => played(duel())],
  ['round, paused', () => played({ pausedAt: now() - 1_000 })],
  ['round, over', () => played({}, 30_000)],
  ['round, undone', () => played({ undone: true }, 30_000)],
  ['leaders', () => snapshotOf(wands, { view: 'leaders' }, { board })],
  ['groves', () => snapshotOf(wands, { view: 'groves' }, { board })],
  ['podium', () => snapshotOf(wands, { view: 'podium' }, { board })],
  ['podium, nobody', () => snapshotOf(wands, { view: 'podium' })],
  ['a note', () => snapshotOf(wands, {}, { note: 'Ten minutes of tea' })],
];

describe.skipIf(noBrowser !== undefined)('the stage is accessible', () => {
  test('axe finds nothing on any view', async () => {
    const pageErrors = pageErrorsOf(page);
    for (const [name, snapshot] of views) {
      feed.snapshot = snapshot();
      await page.goto(`${feed.url}/stage?token=any`);
      await page.locator('.scene').waitFor();
      expect.soft(await page.locator('.visually-hidden[role=status]').innerText()).not.toBe(''); // the screen reader summary
      expect
        .soft({ name, findings: await findingsOf(page), pageErrors })
        .toEqual({ name, findings: [], pageErrors: [] });
    }
  });

  test('axe finds nothing on the notice without a link', async () => {
    await page.goto(`${feed.url}/stage`);
    await page.getByRole('heading', { name: 'This screen needs its own link' }).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });
});
