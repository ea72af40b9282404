import { packFrame, packPath, type Round, type RoundTally, type StageSnapshot } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../support/browser.js';
import { pixels } from './canvas-pixels.js';
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
const inPhase = (page: Page, phase: string) => page.locator(`.round[data-phase=${phase}]`).waitFor();

/** Text, position and opacity of everything in the scene. */
const picture = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.scene *')].map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const own = one.childElementCount === 0 ? one.textContent : '';
      return `${one.tagName} ${[x, y, width, height].map(Math.round).join(' ')} ${getComputedStyle(one).opacity} ${own}`;
    }),
  );

/** Waits until the page has handled everything that was sent before. */
async function settle(page: Page): Promise<void> {
  feed.send('event:changed', { ...feed.snapshot.event, blank: true });
  await page.locator('.dark').waitFor();
  feed.send('event:changed', feed.snapshot.event);
  await page.locator('.dark').waitFor({ state: 'detached' });
}
const show = (tally: RoundTally): void => {
  feed.send('stage:frame', packFrame({ tick: 1, tally }));
};

/** Waits for two equal screenshots: nothing moves any more. */
async function stillScreen(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  await expect
    .poll(
      async () => {
        const now = await page.screenshot();
        const isStill = now.equals(before);
        before = now;
        return isStill;
      },
      { timeout: 20_000, interval: 400 },
    )
    .toBe(true);
  return before;
}

/** Records in which order texts that match `selector` become visible. */
async function recordOrder(page: Page, selector: string): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle((wanted) => {
    const order: string[] = [];
    const look = (): void => {
      const shown = [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent.trim());
      // Several at once would not be a reveal: the first of them counts.
      const fresh = shown.find((text) => !order.includes(text));
      if (fresh !== undefined) order.push(fresh);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributeFilter: ['class'] });
    look();
    return order;
  }, selector);
  return () => seen.jsonValue();
}

function missing(): never {
  throw new Error('no such item');
}

describe.skipIf(noBrowser !== undefined)('the end of a round on the stage', () => {
  const wands = crowd(30);

  /** A stage with a round that is about to end. */
  async function endingRound(part: Partial<Round> = {}): Promise<{ page: Page; round: Round }> {
    const round = roundOf(Date.now(), 9_000, { endsAt: Date.now() + 1_500, ...part });
    const page = await openStage(
      snapshotOf(wands, { view: 'round' }, { round, tally: tallyOf(wands, round, book, false) }),
    );
    await inPhase(page, 'counting');
    return { page, round };
  }

  test('is counted without any movement, revealed from fifth to first, and then stands still', async () => {
    const { page, round } = await endingRound();
    const errors = pageErrorsOf(page);
    expect(await page.locator('h1').textContent()).toBe('Counting…');
    expect(await page.getByText('Quiet Otter').and(page.locator(':not([role=status])')).count()).toBe(0);
    await stillScreen(page);
    const counted = await picture(page);
    const late = tallyOf(wands.toReversed(), round, book, false);
    show({ ...late, fizzled: late.fizzled + 7, people: 30 });
    await settle(page);
    expect(await picture(page)).toEqual(counted);

    const order = await recordOrder(page, '.result .rank');
    const settled = tallyOf(wands, round, book, true);
    show(settled);
    await expect.poll(order, { timeout: 15_000 }).toEqual(['5', '4', '3', '2', '1']);
    expect(await page.locator('.winner .headline').textContent()).toBe(settled.leaders[0]?.nickname);
    await expect
      .poll(() => page.locator('.result .points').allTextContents())
      .toEqual(settled.leaders.map(({ points }) => String(points)));

    await stillScreen(page);
    const final = await picture(page);
    show({ ...settled });
    await settle(page);
    expect(await picture(page)).toEqual(final);

    feed.snapshot = { ...feed.snapshot, tally: settled };
    await page.reload();
    await page.locator('.result').waitFor();
    expect(await page.locator('.result .points').allTextContents()).toEqual(
      settled.leaders.map(({ points }) => String(points)),
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  test('without points is kind, and keeps the tally', async () => {
    const { page, round } = await endingRound();
    show({ ...tallyOf(wands, round, book, true), leaders: [], bestCasts: [] });
    await inPhase(page, 'result');
    expect(await page.locator('.hint').textContent()).toBe('No points. The next round is anyone’s.');
    expect(await page.locator('.casters').textContent()).toMatch(/27\s*of 30 have cast/);
    await page.close();
  });

  /** Above the result: the points that fly to it, and the winner's confetti. */
  const PARTICLES = '.result > canvas';
  const drawn = async (page: Page, selector: string): Promise<number> => (await pixels(page, selector, null)).count;

  test('has confetti once the winner is revealed, which lands', async () => {
    const { page, round } = await endingRound();
    show(tallyOf(wands, round, book, true));
    await page.locator('.winner .headline').waitFor();
    expect(await page.locator(PARTICLES).count()).toBe(2);
    const confetti = `${PARTICLES}:last-child`;
    await expect.poll(() => drawn(page, confetti), { timeout: 15_000, interval: 50 }).toBeGreaterThan(0);
    await expect.poll(() => drawn(page, confetti), { timeout: 15_000 }).toBe(0);
    await page.close();
  });

  test('with reduced motion has no confetti', async () => {
    const { page, round } = await endingRound();
    feed.snapshot = { ...feed.snapshot, event: { ...feed.snapshot.event, calm: true } };
    await settle(page);
    show(tallyOf(wands, round, book, true));
    await page.locator('.winner .headline').waitFor();
    expect(await page.locator(PARTICLES).count()).toBe(0);
    await page.close();
  });
});

describe.skipIf(noBrowser !== undefined)('a duel on the stage', () => {
  const wands = crowd(30);
  const [first, second] = [wands[0] ?? missing(), wands[1] ?? missing()];
  const duel = [first.id, second.id] as const;

  /** The drawing in the seal of a side. */
  const sealOf = (page: Page, side: 'first' | 'second'): Promise<string> =>
    page.locator(`.${side} canvas`).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const widthOf = async (page: Page, side: 'first' | 'second'): Promise<number> =>
    (await page.locator(`.${side} .seal`).boundingBox())?.width ?? 0;

  test('is a face-off from the announcement on, with live seals and strokes', async () => {
    const round = roundOf(Date.now(), -60_000, { kind: 'duel', duel });
    const page = await openStage(snapshotOf(wands, { view: 'round' }, { round, recent: [] }));
    await inPhase(page, 'announced');
    expect(await page.locator('.name').allTextContents()).toEqual([first.nickname, second.nickname].map(expectText));
    expect(await page.locator('.about').allTextContents()).toEqual([' Ash', ' Birch'].map(expectText));
    expect(await page.locator('.versus').textContent()).toBe('vs');

    const started = { ...round, startsAt: Date.now() - 100, endsAt: Date.now() + 60_000 };
    feed.send('round:changed', started);
    await inPhase(page, 'running');
    await stillScreenOf(page);
    const idle = await sealOf(page, 'first');
    const other = await sealOf(page, 'second');
    feed.send('stage:frame', packFrame({ tick: 1, live: [[first.slot, 0, 60, 70, 80, 90]] }));
    await expect.poll(() => sealOf(page, 'first')).not.toBe(idle);
    const bars = await sealOf(page, 'first');
    const path = packPath([...Array(20).keys()].map((i) => ({ x: i, y: Math.sin(i / 3) })));
    feed.send('stage:frame', packFrame({ tick: 2, strokes: [{ slot: first.slot, path }] }));
    await expect.poll(() => sealOf(page, 'first')).not.toBe(bars);
    expect(await sealOf(page, 'second')).toBe(other);
    await page.close();
  });

  test('ends with a winner who grows, and a loser who dims', async () => {
    const round = roundOf(Date.now(), 9_000, { kind: 'duel', duel, endsAt: Date.now() + 1_200 });
    const tally = tallyOf(wands, round, book, false);
    const page = await openStage(snapshotOf(wands, { view: 'round' }, { round, tally }));
    await inPhase(page, 'counting');
    expect(await page.locator('.points').count()).toBe(0);
    show(tallyOf(wands, round, book, true));
    await page.locator('.first.won').waitFor({ timeout: 10_000 });
    expect(await page.locator('h1').textContent()).toBe(`${first.nickname} wins`);
    await expect
      .poll(async () => (await widthOf(page, 'first')) / (await widthOf(page, 'second')))
      .toBeGreaterThan(1.4);
    expect(await page.locator('.second .seal').evaluate((seal) => Number(getComputedStyle(seal).opacity))).toBeLessThan(
      1,
    );
    await page.close();
  });

  test('may be a draw, in which both stay equal', async () => {
    const round = roundOf(Date.now(), 30_000, { kind: 'duel', duel });
    const tally = tallyOf(wands, round, book, true);
    const leaders = tally.leaders.map((leader) => ({ ...leader, points: 800 }));
    const page = await openStage(snapshotOf(wands, { view: 'round' }, { round, tally: { ...tally, leaders } }));
    expect(await page.locator('h1').textContent()).toBe('A draw');
    expect(await widthOf(page, 'first')).toBe(await widthOf(page, 'second'));
    expect(await page.locator('.won, .lost').count()).toBe(0);
    await page.close();
  });

  /** Waits until the marks have arrived from the sides. */
  async function stillScreenOf(page: Page): Promise<void> {
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
    );
  }
  const expectText = (text: string): unknown => expect.stringContaining(text.trim());
});

describe.skipIf(noBrowser !== undefined)('the leaderboard on the stage', () => {
  test('is revealed from tenth to first the first time, and is complete from then on', async () => {
    const wands = crowd(30);
    const board = boardOf(wands, 1);
    const page = await openStage(snapshotOf(wands, { view: 'live' }, { board }));
    const order = await recordOrder(page, '.rows li:not(.hidden) .name');
    const names = board.rows.map(({ nickname }) => nickname);
    feed.send('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await page.locator('.rows').waitFor();
    expect(await page.locator('.news').count()).toBe(0); // it would tell who leads
    await expect.poll(order, { timeout: 15_000 }).toEqual(names.toReversed());
    await expect
      .poll(() => page.locator('.rows li .points').allTextContents())
      .toEqual(board.rows.map(({ points }) => points.toLocaleString('en')));
    expect(await page.locator('.news').textContent()).toContain('has the first lead');

    feed.send('event:changed', snapshotOf([], { view: 'live' }).event);
    await page.locator('.rows').waitFor({ state: 'detached' });
    feed.send('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await page.locator('.rows').waitFor();
    expect(await page.locator('.rows li.hidden').count()).toBe(0);
    await page.close();
  });

  test('is revealed the first time only after the last round is counted', async () => {
    const wands = crowd(30);
    const round = roundOf(Date.now(), 30_000);
    const counting = { board: boardOf(wands, 1), round, tally: tallyOf(wands, round, book, false) };
    const page = await openStage(snapshotOf(wands, { view: 'live' }, counting));
    feed.send('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await page.locator('.rows').waitFor();
    const title = page.locator('.board h1');
    expect(await title.textContent()).toBe('Counting…');
    await page.waitForTimeout(1_500); // the last place would be revealed by now
    expect(await page.locator('.rows li:not(.hidden)').count()).toBe(0);
    show(tallyOf(wands, round, book, true));
    await expect.poll(() => page.locator('.rows li:not(.hidden)').count(), { timeout: 15_000 }).toBe(10);
    expect(await title.textContent()).toBe('After round one');
    await page.close();
  });

  test('is complete at once after a reload', async () => {
    const page = await openStage(snapshotOf(crowd(30), { view: 'leaders' }, { board: boardOf(crowd(30), 1) }));
    expect(await page.locator('.rows li:not(.hidden)').count()).toBe(10);
    await page.close();
  });
});
