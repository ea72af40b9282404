import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { StageSnapshot } from '@wandcast/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, pageErrorsOf, sharedBrowser, noBrowser } from '../support/browser.js';
import { auditText, recordAnimations } from './text-audit.js';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from './stage-snapshots.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';

/** Folder for screenshots of every view; without it none are taken. */
const shots = process.env['STAGE_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

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

/** Opens a stage that receives `snapshot`. */
async function openStage(snapshot: StageSnapshot, motion: 'reduce' | 'no-preference' = 'no-preference'): Promise<Page> {
  feed.snapshot = snapshot;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: motion });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  return page;
}
/** Waits until all finite animations are over. */
async function animationsEnd(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
}
const now = (): number => Date.now() + feed.aheadMs;
const NEWS = 'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';

/** A snapshot for every view, with `count` people. */
function viewSnapshots(count: number, long = false): [name: string, snapshot: () => StageSnapshot][] {
  const wands = crowd(count, long);
  const spells = long ? book.map((spell) => ({ ...spell, name: 'Wingardium Whimsicalityy' })) : book;
  const played =
    (part: Parameters<typeof roundOf>[2], agoMs = 9_000, event = {}, isSettled = true) =>
    () => {
      const round = roundOf(now(), agoMs, part);
      return snapshotOf(
        wands,
        { view: 'round', ...event },
        { spells, round, tally: tallyOf(wands, round, spells, isSettled) },
      );
    };
  const board = boardOf(wands, 4);
  const duel = [wands[0]?.id ?? missing(), wands[1]?.id ?? missing()] as const;
  return [
    ['round-announced', played({}, -60_000)],
    ['round-ready', played({}, -2_900)],
    ['round-order', played({})],
    ['round-free', played({ kind: 'free' })],
    ['round-fastest', played({ kind: 'fastest' })],
    ['round-imitate', played({ kind: 'imitate' })],
    ['round-duel', played({ kind: 'duel', duel })],
    ['round-duel-announced', played({ kind: 'duel', duel }, -60_000, { announcement: NEWS })],
    ['round-minutes', played({ endsAt: now() + 170_000 })],
    ['round-paused', played({ pausedAt: now() - 1_000 })],
    ['round-counting', played({}, 30_000, {}, false)],
    ['round-over', played({}, 30_000)],
    ['round-over-caption', played({ kind: 'fastest' }, 30_000, { announcement: NEWS })],
    ['round-won', played({ kind: 'duel', duel }, 30_000)],
    ['round-undone', played({ undone: true }, 30_000)],
    ['round-caption', played({}, 9_000, { announcement: NEWS })],
    ['leaders', () => snapshotOf(wands, { view: 'leaders' }, { board })],
    ['leaders-first', () => snapshotOf(wands, { view: 'leaders' }, { board: boardOf(wands, 1) })],
    ['leaders-caption', () => snapshotOf(wands, { view: 'leaders', announcement: NEWS }, { board })],
    ['leaders-late', () => snapshotOf(wands, { view: 'leaders' }, { board: boardOf(wands, 20) })],
    ['groves', () => snapshotOf(wands, { view: 'groves' }, { board })],
    ['groves-caption', () => snapshotOf(wands, { view: 'groves', announcement: NEWS }, { board })],
    ['podium', () => snapshotOf(wands, { view: 'podium' }, { board })],
    ['podium-caption', () => snapshotOf(wands, { view: 'podium', announcement: NEWS }, { board })],
    ['note', () => snapshotOf(wands, {}, { note: 'Why a network of a thousand numbers can hear what you draw' })],
  ];
}
function missing(): never {
  throw new Error('no such item');
}

const rooms: [string, () => [string, () => StageSnapshot][]][] = [
  ...(shots === undefined ? [5, 500] : [5, 50, 500]).map((count): [string, () => ReturnType<typeof viewSnapshots>] => [
    `${count} people`,
    () => viewSnapshots(count),
  ]),
  ['people with the longest names', () => viewSnapshots(40, true)],
  [
    'nobody, one and two',
    () => [
      ['round-none', () => snapshotOf([], { view: 'round' })],
      ['leaders-none', () => snapshotOf(crowd(5), { view: 'leaders' })],
      ['groves-none', () => snapshotOf(crowd(5), { view: 'groves' })],
      ['podium-none', () => snapshotOf(crowd(5), { view: 'podium' })],
      ...[1, 2, 3].flatMap((count): [string, () => StageSnapshot][] => [
        [`leaders-${count}`, () => snapshotOf(crowd(5), { view: 'leaders' }, { board: boardOf(crowd(count), 3) })],
        [`podium-${count}`, () => snapshotOf(crowd(5), { view: 'podium' }, { board: boardOf(crowd(count), 3) })],
      ]),
    ],
  ],
];

/** A visible text. Screen readers have the same text in a live region. */
function visibleText(page: Page, words: string): Locator {
  return page.getByText(words).and(page.locator(':not([role=status])'));
}

describe.skipIf(noBrowser !== undefined)('the stage during a game', () => {
  test.each(rooms)(
    'is readable from the last row with %s: no text is too small, faint, cut off or covered',
    async (room, views) => {
      const page = await openStage(snapshotOf([], {}));
      const pageErrors = pageErrorsOf(page);
      for (const [name, snapshot] of views()) {
        feed.snapshot = snapshot();
        await page.reload();
        await page.locator('.scene').waitFor();
        await animationsEnd(page);
        if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name} ${room}.png`) });
        expect({ name, problems: await auditText(page), pageErrors }).toEqual({ name, problems: [], pageErrors: [] });
      }
      await page.close();
    },
  );

  test('[Z1] a round starts and ends by the server’s clock, without messages, on a machine that is an hour behind', async () => {
    feed.aheadMs = 3_600_000;
    const wands = crowd(50);
    const reported = feed.clocks.length; // by earlier pages
    const page = await openStage(snapshotOf(wands, { view: 'round' }));
    await expect.poll(() => feed.clocks.length).toBeGreaterThan(reported);
    const { offsetMs, roundTripMs } = feed.clocks.at(-1) ?? missing();
    // Two clocks of one machine differ slightly.
    expect(Math.abs(offsetMs - feed.aheadMs)).toBeLessThanOrEqual(roundTripMs / 2 + 50);

    const round = roundOf(now(), -5_000, { endsAt: now() + 10_000 }); // a page that hangs would miss a shorter one
    const titles = page.evaluate(
      () =>
        new Promise<{ words: string; at: number }[]>((resolve) => {
          const seen: { words: string; at: number }[] = [];
          new MutationObserver((_, observer) => {
            const words = document.querySelector('.round h1')?.textContent ?? '';
            if (words !== '' && words !== seen.at(-1)?.words) seen.push({ words, at: Date.now() });
            if (seen.length < 3) return;
            observer.disconnect();
            resolve(seen);
          }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }),
    );
    await page.evaluate(() => undefined); // the observer is active
    feed.send('stage:frame', { tick: 1, tally: tallyOf(wands, round, book, false) });
    feed.send('round:changed', round);
    const [ready, running, over] = await titles;
    expect([ready?.words, running?.words, over?.words]).toEqual(['Ready for Tide', 'Cast Tide now!', 'Counting…']);
    const slack = roundTripMs + 50;
    expect((running?.at ?? 0) + feed.aheadMs).toBeGreaterThanOrEqual(round.startsAt - slack);
    expect((over?.at ?? 0) + feed.aheadMs).toBeGreaterThanOrEqual(round.endsAt - slack);
    feed.aheadMs = 0;
    await page.close();
  });

  test('[S2] a reload during a round restores the clock, the tally and the leaders', async () => {
    const wands = crowd(143);
    const round = roundOf(now(), 5_000, { endsAt: now() + 60_000, pausedAt: now() });
    const page = await openStage(snapshotOf(wands, { view: 'round' }, { round, tally: tallyOf(wands, round) }));
    const words = (): Promise<string> => page.locator('.scene').innerText();
    await animationsEnd(page);
    const before = await words();
    expect(before).toContain('Paused');
    expect(before).toMatch(/125\s*of 143 have cast/);
    await page.reload();
    await page.locator('.scene').waitFor();
    expect(await words()).toBe(before);
    await page.close();
  });

  test('casts, a pause and an undo appear as they happen', async () => {
    const wands = crowd(50);
    const round = roundOf(now(), 1_000, { endsAt: now() + 60_000 });
    const page = await openStage(snapshotOf(wands, { view: 'round' }, { round }));
    const words = (): Promise<string> => page.locator('.scene').innerText();
    expect(await words()).toContain('Nobody has cast yet');
    feed.send('stage:frame', { tick: 1, tally: tallyOf(wands, round) });
    await expect.poll(words).toMatch(/44\s*of 50 have cast/);
    feed.send('round:changed', { ...round, pausedAt: now() });
    await expect.poll(words).toContain('Paused');
    feed.send('round:changed', { ...round, undone: true });
    await expect.poll(words).toContain('This round does not count');
    feed.send('round:changed', roundOf(now(), -60_000, { id: '00000000-0000-4000-8000-000000000005', number: 5 }));
    await expect.poll(words).toContain('Round five');
    expect(await words()).not.toContain('have cast');
    await page.close();
  });

  test('views change with transform and opacity only, and leave one scene', async () => {
    const wands = crowd(50);
    const page = await openStage(
      snapshotOf(wands, { view: 'live' }, { board: boardOf(wands, 4), round: roundOf(now(), 5_000) }),
    );
    const views = ['round', 'leaders', 'groves', 'podium', 'training', 'live', 'lobby', 'round'] as const;
    const animations = await recordAnimations(page);
    for (const view of views) {
      await animations.clear();
      feed.send('event:changed', snapshotOf([], { view }).event);
      await page.locator(`[data-view=${view}]`).waitFor();
      await expect.poll(animations.properties).not.toEqual([]);
      await expect.poll(() => page.locator('.scene').count()).toBe(1);
      await page.locator('.scene-enter-active').waitFor({ state: 'detached' });
      expect(['opacity', 'transform']).toEqual(expect.arrayContaining(await animations.properties()));
    }
    feed.send('note:changed', 'Ten minutes of tea');
    await expect.poll(() => page.locator('h1').allTextContents()).toEqual(['Ten minutes of tea']);
    await page.close();
  });

  test.each([
    ['the console requests reduced motion', { calm: true }, 'no-preference'],
    ['the machine prefers reduced motion', { calm: false }, 'reduce'],
  ] as const)('if %s, views only fade, in 160 ms', async (_, event, motion) => {
    const page = await openStage(snapshotOf(crowd(5), { view: 'live', ...event }), motion);
    const seen = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const run: string[] = [];
          addEventListener('transitionrun', ({ propertyName, target }) => {
            run.push(`${propertyName} ${getComputedStyle(target as Element).transitionDuration}`);
          });
          addEventListener('transitionend', () => {
            resolve(run);
          });
        }),
    );
    await page.evaluate(() => undefined); // the listener is active
    feed.send('event:changed', snapshotOf([], { view: 'groves', ...event }).event);
    expect(new Set(await seen)).toEqual(new Set(['opacity 0.16s']));
    await page.close();
  });

  test('a blackout is instant, and the view behind it keeps changing', async () => {
    const wands = crowd(50);
    const page = await openStage(snapshotOf(wands, { view: 'live' }, { board: boardOf(wands, 4) }));
    const middle = (): Promise<string> =>
      page.evaluate(() => {
        const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
        const { backgroundColor, opacity } = getComputedStyle(top ?? document.body);
        return `${top?.matches('.dark')} ${backgroundColor} ${opacity}`;
      });
    const dark = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          new MutationObserver((_, observer) => {
            const cover = document.querySelector('.dark');
            if (cover === null) return;
            observer.disconnect();
            resolve(getComputedStyle(cover).opacity); // before the next frame
          }).observe(document.body, { childList: true, subtree: true });
        }),
    );
    await page.evaluate(() => undefined);
    feed.send('event:changed', snapshotOf([], { view: 'live', blank: true }).event);
    expect(await dark).toBe('1');
    expect(await middle()).toBe('true rgb(0, 0, 0) 1');
    feed.send('event:changed', snapshotOf([], { view: 'leaders', blank: true }).event);
    await expect.poll(() => page.locator('h1').allTextContents()).toEqual(['After round four']);
    expect(await middle()).toBe('true rgb(0, 0, 0) 1');
    feed.send('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await expect.poll(() => page.locator('.dark').count()).toBe(0);
    await page.close();
  });

  test('an announcement stays below any view until it is removed', async () => {
    const page = await openStage(snapshotOf(crowd(50), { view: 'lobby', announcement: NEWS }));
    for (const view of ['lobby', 'live', 'round', 'training', 'podium'] as const) {
      feed.send('event:changed', snapshotOf([], { view, announcement: NEWS }).event);
      await page.locator(`[data-view=${view}]`).waitFor();
      expect(await visibleText(page, NEWS).isVisible()).toBe(true);
    }
    feed.send('event:changed', snapshotOf([], { view: 'podium' }).event);
    await expect.poll(() => visibleText(page, NEWS).count()).toBe(0);
    await page.close();
  });

  test('the board first shows its previous state, then animates rows by transform and counts points', async () => {
    const wands = crowd(50);
    const [before, after] = [boardOf(wands, 3), boardOf(wands, 4)];
    const page = await openStage(snapshotOf(wands, { view: 'leaders' }, { board: before }));
    const names = (): Promise<string[]> => page.locator('.rows .name').allTextContents();
    const points = (): Promise<string[]> => page.locator('.rows li .points').allTextContents();
    const namesOf = (board: typeof before) => board.rows.map(({ nickname }) => nickname);
    expect(await names()).toEqual(namesOf(before));
    feed.send('event:changed', snapshotOf([], { view: 'live' }).event);
    await expect.poll(() => page.locator('.scene').count()).toBe(1);
    await page.locator('.rows').waitFor({ state: 'detached' });
    const animations = await recordAnimations(page);
    const first = await page.evaluateHandle(() => {
      const seen: (string | null)[][] = [];
      const watcher = new MutationObserver(() => {
        const rows = [...document.querySelectorAll('.rows .name')];
        if (rows.length > 0) seen.push(rows.map((row) => row.textContent));
      });
      watcher.observe(document.body, { childList: true, subtree: true });
      return seen;
    });
    feed.send('stage:frame', { tick: 1, board: after });
    feed.send('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await expect.poll(names).toEqual(namesOf(after));
    expect((await first.jsonValue())[0]).toEqual(namesOf(before)); // for less than a second
    await expect.poll(animations.properties).toContain('transform');
    expect(['opacity', 'transform']).toEqual(expect.arrayContaining(await animations.properties()));
    await expect.poll(points).toEqual(after.rows.map((row) => row.points.toLocaleString('en')));
    await page.close();
  });

  test('the podium reveals third, second and first place, then the grove; a reload shows all of them', async () => {
    const wands = crowd(50);
    const board = boardOf(wands, 4);
    const page = await openStage(snapshotOf(wands, { view: 'leaders' }, { board }));
    const called = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const order: string[] = [];
          new MutationObserver((_, observer) => {
            for (const one of document.querySelectorAll('.who b, .night p:first-child'))
              if (!order.includes(one.textContent)) order.push(one.textContent);
            if (document.querySelector('.night') === null) return;
            observer.disconnect();
            resolve(order);
          }).observe(document.body, { childList: true, subtree: true });
        }),
    );
    await page.evaluate(() => undefined);
    feed.snapshot = snapshotOf(wands, { view: 'podium' }, { board });
    feed.send('event:changed', feed.snapshot.event);
    expect(await called).toEqual(['3rd', '2nd', '1st', 'Rowan wins the night']);
    await page.reload();
    await page.locator('.scene').waitFor();
    expect(await page.locator('.who b').allTextContents()).toEqual(['1st', '2nd', '3rd']);
    expect(await visibleText(page, 'Rowan wins the night').count()).toBe(1);
    await page.close();
  });

  test('the podium reveals nothing while the last round is counted, not even after a reload', async () => {
    const wands = crowd(50);
    const board = boardOf(wands, 4);
    const round = roundOf(now(), 30_000);
    const counting = { board, round, tally: tallyOf(wands, round, book, false) };
    const page = await openStage(snapshotOf(wands, { view: 'live' }, counting));
    feed.snapshot = snapshotOf(wands, { view: 'podium' }, counting);
    feed.send('event:changed', feed.snapshot.event);
    const title = page.getByRole('heading', { level: 1 });
    await expect.poll(() => title.allTextContents()).toEqual(['Counting…']);
    await page.reload();
    await expect.poll(() => title.allTextContents()).toEqual(['Counting…']);
    await page.waitForTimeout(1_500); // the third place would be revealed by now
    expect(await page.locator('.who b').count()).toBe(0);
    feed.send('stage:frame', { tick: 1, tally: tallyOf(wands, round) });
    await expect.poll(() => title.allTextContents()).toEqual(['Take a bow']);
    await expect.poll(() => page.locator('.who b').allTextContents()).toEqual(['1st', '2nd', '3rd']);
    await page.close();
  });
});
