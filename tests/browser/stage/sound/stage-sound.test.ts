import { packFrame, type CastId, type SpellId, type StageResult, type StageSnapshot } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../../support/browser.js';
import { openStageFeed, type StageFeed } from '../stage-feed.js';
import { boardOf, crowd, roundOf, snapshotOf, tallyOf } from '../stage-snapshots.js';

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

const wands = crowd(5);
const tide = 'tide' as SpellId;
let casts = 0;
const castOf = (slot: number): StageResult => ({
  ...{ slot, castId: `cast-${casts++}` as CastId, intent: 'cast', modelId: null, spell: tide, percents: [], seal: [] },
});

interface SoundingStage {
  readonly page: Page;
  readonly pageErrors: readonly string[];
  /** Number of sounds that have started. */
  readonly sounds: () => Promise<number>;
}

/** A stage that was clicked, so that its browser allows sound. Counts the sources that its page starts. */
async function openStage(snapshot: StageSnapshot): Promise<SoundingStage> {
  feed.snapshot = snapshot;
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const pageErrors = pageErrorsOf(page);
  await page.addInitScript(() => {
    let started = 0;
    for (const { prototype } of [OscillatorNode, AudioBufferSourceNode]) {
      // eslint-disable-next-line @typescript-eslint/unbound-method
      const { start } = prototype;
      prototype.start = function (this: AudioScheduledSourceNode, ...times: [number?]) {
        started++;
        start.apply(this, times);
      };
    }
    Object.assign(window, { soundsStarted: () => started });
  });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  await page.mouse.click(600, 300);
  return {
    ...{ page, pageErrors },
    sounds: () => page.evaluate(() => (window as unknown as { soundsStarted: () => number }).soundsStarted()),
  };
}
/** Sends a frame and waits until the page has handled it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
}

/** Number of sounds once no more of them start: a hit has several, one after another. */
async function soundsAtRest(page: Page, sounds: () => Promise<number>): Promise<number> {
  let [before, now] = [-1, await sounds()];
  while (before !== now) {
    await settle(page);
    [before, now] = [now, await sounds()];
  }
  return now;
}

describe.skipIf(noBrowser !== undefined)('the sound of a stage', () => {
  test('follows joins, casts and reactions while it is on, and stays silent while it is off, dark or shows a note', async () => {
    const { page, sounds, pageErrors } = await openStage(snapshotOf(wands, { view: 'live', sound: true }));
    const allThree = (): void => {
      const joined = crowd(1).map((wand) => ({ ...wand, slot: 100 + casts }));
      feed.send('stage:frame', packFrame({ tick: 1, joined, results: [castOf(1)], reactions: [[2, 0]] }));
    };
    // the browser may take a moment to allow sound
    await expect.poll(async () => { allThree(); await settle(page); return sounds(); }).toBeGreaterThan(4); // prettier-ignore

    const isSilent = async (): Promise<boolean> => {
      await settle(page);
      const before = await sounds();
      allThree();
      await settle(page);
      return (await sounds()) === before;
    };
    expect(await isSilent()).toBe(false);
    feed.send('event:changed', snapshotOf([], { view: 'live', sound: true, blank: true }).event);
    expect(await isSilent()).toBe(true);
    feed.send('event:changed', snapshotOf([], { view: 'live', sound: false }).event);
    expect(await isSilent()).toBe(true);
    feed.send('event:changed', snapshotOf([], { view: 'live', sound: true }).event);
    feed.send('note:changed', 'Ten minutes of tea');
    expect(await isSilent()).toBe(true);
    feed.send('note:changed', null);
    expect(await isSilent()).toBe(false);
    expect(pageErrors).toEqual([]);
    await page.close();
  });

  test('repeats nothing for a stage that joins late or is reloaded', async () => {
    const round = roundOf(Date.now(), 3_000, { endsAt: Date.now() + 60_000 });
    const late: [string, StageSnapshot][] = [
      ['live', snapshotOf(wands, { view: 'live', sound: true }, { recent: [castOf(1), castOf(2)] })],
      ['round', snapshotOf(wands, { view: 'round', sound: true }, { round, tally: tallyOf(wands, round) })],
      ['podium', snapshotOf(wands, { view: 'podium', sound: true }, { board: boardOf(wands, 3) })],
      ['thanks', snapshotOf(wands, { view: 'thanks', sound: true })],
    ];
    for (const [view, snapshot] of late) {
      const { page, sounds } = await openStage(snapshot);
      await settle(page);
      await settle(page);
      expect({ view, sounds: await sounds() }).toEqual({ view, sounds: 0 });
      await page.close();
    }
  });

  test('counts down to a round, and rolls the drums while it is counted', async () => {
    const { page, sounds, pageErrors } = await openStage(snapshotOf(wands, { view: 'round', sound: true }));
    await settle(page);
    const beforeRound = await sounds();
    const startsAt = Date.now() + 4_500; // the page may be busy for a while before it counts
    const round = roundOf(startsAt, 0, { endsAt: startsAt + 10_000 });
    const tally = { ...tallyOf(wands, round), isSettled: false };
    feed.send('round:changed', round);
    feed.send('stage:frame', { tick: 1, tally });
    const title = (): Promise<string | null> => page.locator('h1').first().textContent();
    await expect.poll(title).toContain('Ready');
    await expect.poll(title).not.toContain('Ready'); // it has started
    await expect.poll(sounds).toBeGreaterThanOrEqual(beforeRound + 3 * 2 + 3); // three ticks and the start
    const running = await soundsAtRest(page, sounds);
    feed.send('stage:frame', packFrame({ tick: 2, results: [castOf(1)] }));
    await expect.poll(sounds).toBeGreaterThan(running);
    const beforeEnd = await soundsAtRest(page, sounds);
    await expect.poll(sounds).toBe(beforeEnd + 1); // the drum roll
    feed.send('stage:frame', packFrame({ tick: 3, results: [castOf(2)] })); // too late
    await settle(page);
    expect(await sounds()).toBe(beforeEnd + 1);
    expect(pageErrors).toEqual([]);
    await page.close();
  });
});
