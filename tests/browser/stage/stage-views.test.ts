import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { StageSnapshot } from '@wandcast/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, complaintsOf, sharedBrowser, noBrowser } from '../support/browser.js';
import { auditText, watchMoves } from './text-audit.js';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from './stage-snapshots.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';

/** Where pictures of every view go; none are taken without it. */
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

/** A stage in a room that is as told. */
async function stageOf(snapshot: StageSnapshot, motion: 'reduce' | 'no-preference' = 'no-preference'): Promise<Page> {
  feed.snapshot = snapshot;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: motion });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  return page;
}
/** Once nothing moves any more but what never rests. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
}
const now = (): number => Date.now() + feed.aheadMs;
const NEWS = 'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';

/** Every picture that the views make, for `count` people. */
function pictures(count: number, long = false): [name: string, snapshot: () => StageSnapshot][] {
  const wands = crowd(count, long);
  const spells = long ? book.map((spell) => ({ ...spell, name: 'Wingardium Whimsicalityy' })) : book;
  const played =
    (part: Parameters<typeof roundOf>[2], agoMs = 9_000, event = {}) =>
    () => {
      const round = roundOf(now(), agoMs, part);
      return snapshotOf(wands, { view: 'round', ...event }, { spells, round, tally: tallyOf(wands, round, spells) });
    };
  const board = boardOf(wands, 4);
  const duel = [wands[0]?.id ?? raise(), wands[1]?.id ?? raise()] as const;
  return [
    ['round-ready', played({}, -4_000)],
    ['round-order', played({})],
    ['round-free', played({ kind: 'free' })],
    ['round-fastest', played({ kind: 'fastest' })],
    ['round-imitate', played({ kind: 'imitate' })],
    ['round-duel', played({ kind: 'duel', duel })],
    ['round-minutes', played({ endsAt: now() + 170_000 })],
    ['round-paused', played({ pausedAt: now() - 1_000 })],
    ['round-over', played({}, 30_000)],
    ['round-won', played({ kind: 'duel', duel }, 30_000)],
    ['round-undone', played({ undone: true }, 30_000)],
    ['round-caption', played({}, 9_000, { announcement: NEWS })],
    ['leaders', () => snapshotOf(wands, { view: 'leaders' }, { board })],
    ['leaders-first', () => snapshotOf(wands, { view: 'leaders' }, { board: boardOf(wands, 1) })],
    ['leaders-caption', () => snapshotOf(wands, { view: 'leaders', announcement: NEWS }, { board })],
    ['groves', () => snapshotOf(wands, { view: 'groves' }, { board })],
    ['groves-caption', () => snapshotOf(wands, { view: 'groves', announcement: NEWS }, { board })],
    ['podium', () => snapshotOf(wands, { view: 'podium' }, { board })],
    ['podium-caption', () => snapshotOf(wands, { view: 'podium', announcement: NEWS }, { board })],
    ['note', () => snapshotOf(wands, {}, { note: 'Why a network of a thousand numbers can hear what you draw' })],
  ];
}
function raise(): never {
  throw new Error('there is none');
}

const rooms: [string, () => [string, () => StageSnapshot][]][] = [
  ...(shots === undefined ? [5, 500] : [5, 50, 500]).map((count): [string, () => ReturnType<typeof pictures>] => [
    `${count} people`,
    () => pictures(count),
  ]),
  ['people with the longest names', () => pictures(40, true)],
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

/** Those words as the room sees them: a screen reader is told them in a place of its own. */
function shown(page: Page, words: string): Locator {
  return page.getByText(words).and(page.locator(':not([role=status])'));
}

describe.skipIf(noBrowser !== undefined)('the stage in a game', () => {
  test.each(rooms)(
    'can be read from the last row with %s: no text is too small, faint, cut off or covered',
    async (room, views) => {
      const page = await stageOf(snapshotOf([], {}));
      const complaints = complaintsOf(page);
      for (const [name, snapshot] of views()) {
        feed.snapshot = snapshot();
        await page.reload();
        await page.locator('.scene').waitFor();
        await settled(page);
        if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name} ${room}.png`) });
        expect({ name, problems: await auditText(page), complaints }).toEqual({ name, problems: [], complaints: [] });
      }
      await page.close();
    },
  );

  test('[Z1] a round begins and ends by the server’s clock, by itself, on a machine that is an hour behind', async () => {
    feed.aheadMs = 3_600_000;
    const wands = crowd(50);
    const told = feed.clocks.length; // by pages before this one
    const page = await stageOf(snapshotOf(wands, { view: 'round' }));
    await expect.poll(() => feed.clocks.length).toBeGreaterThan(told);
    const { offsetMs, roundTripMs } = feed.clocks.at(-1) ?? raise();
    expect(Math.abs(offsetMs - feed.aheadMs)).toBeLessThanOrEqual(roundTripMs / 2 + 50); // two clocks of one machine tick apart

    const round = roundOf(now(), -5_000, { endsAt: now() + 10_000 }); // a page that stood still would miss a shorter one
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
    await page.evaluate(() => undefined); // it watches
    feed.tell('stage:frame', { tick: 1, tally: tallyOf(wands, round) });
    feed.tell('round:changed', round);
    const [ready, running, over] = await titles;
    expect([ready?.words, running?.words, over?.words]).toEqual([
      'Ready for Tide',
      'Cast Tide now!',
      '30 of 47 casts were Tide',
    ]);
    const slack = roundTripMs + 50;
    expect((running?.at ?? 0) + feed.aheadMs).toBeGreaterThanOrEqual(round.startsAt - slack);
    expect((over?.at ?? 0) + feed.aheadMs).toBeGreaterThanOrEqual(round.endsAt - slack);
    feed.aheadMs = 0;
    await page.close();
  });

  test('[S2] a reload in the middle of a round shows what was shown: the clock, the tally, who leads', async () => {
    const wands = crowd(143);
    const round = roundOf(now(), 5_000, { endsAt: now() + 60_000, pausedAt: now() });
    const page = await stageOf(snapshotOf(wands, { view: 'round' }, { round, tally: tallyOf(wands, round) }));
    const words = (): Promise<string> => page.locator('.scene').innerText();
    await settled(page);
    const before = await words();
    expect(before).toContain('Paused');
    expect(before).toMatch(/125\s*of 143 have cast/);
    await page.reload();
    await page.locator('.scene').waitFor();
    expect(await words()).toBe(before);
    await page.close();
  });

  test('what happens in a round is shown as it comes: casts, a pause, an undoing', async () => {
    const wands = crowd(50);
    const round = roundOf(now(), 1_000, { endsAt: now() + 60_000 });
    const page = await stageOf(snapshotOf(wands, { view: 'round' }, { round }));
    const words = (): Promise<string> => page.locator('.scene').innerText();
    expect(await words()).toContain('Nobody has cast yet');
    feed.tell('stage:frame', { tick: 1, tally: tallyOf(wands, round) });
    await expect.poll(words).toMatch(/44\s*of 50 have cast/);
    feed.tell('round:changed', { ...round, pausedAt: now() });
    await expect.poll(words).toContain('Paused');
    feed.tell('round:changed', { ...round, undone: true });
    await expect.poll(words).toContain('This round does not count');
    feed.tell('round:changed', roundOf(now(), -60_000, { id: '00000000-0000-4000-8000-000000000005', number: 5 }));
    await expect.poll(words).toContain('Round five');
    expect(await words()).not.toContain('have cast');
    await page.close();
  });

  test('views change by transform and opacity alone, and leave one picture', async () => {
    const wands = crowd(50);
    const page = await stageOf(
      snapshotOf(wands, { view: 'live' }, { board: boardOf(wands, 4), round: roundOf(now(), 5_000) }),
    );
    const views = ['round', 'leaders', 'groves', 'podium', 'training', 'live', 'lobby', 'round'] as const;
    const moves = await watchMoves(page);
    for (const view of views) {
      await moves.forget();
      feed.tell('event:changed', snapshotOf([], { view }).event);
      await page.locator(`[data-view=${view}]`).waitFor();
      await expect.poll(moves.seen).not.toEqual([]);
      await expect.poll(() => page.locator('.scene').count()).toBe(1);
      await page.locator('.scene-enter-active').waitFor({ state: 'detached' });
      expect(['opacity', 'transform']).toEqual(expect.arrayContaining(await moves.seen()));
    }
    feed.tell('note:changed', 'Ten minutes of tea');
    await expect.poll(() => page.locator('h1').allTextContents()).toEqual(['Ten minutes of tea']);
    await page.close();
  });

  test.each([
    ['the console asks for calm', { calm: true }, 'no-preference'],
    ['the machine wants no motion', { calm: false }, 'reduce'],
  ] as const)('where %s views only fade, and in 160 ms', async (_, event, motion) => {
    const page = await stageOf(snapshotOf(crowd(5), { view: 'live', ...event }), motion);
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
    await page.evaluate(() => undefined); // the listener is there
    feed.tell('event:changed', snapshotOf([], { view: 'groves', ...event }).event);
    expect(new Set(await seen)).toEqual(new Set(['opacity 0.16s']));
    await page.close();
  });

  test('blank is dark at once, and what goes on behind it is there when the light comes back', async () => {
    const wands = crowd(50);
    const page = await stageOf(snapshotOf(wands, { view: 'live' }, { board: boardOf(wands, 4) }));
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
            resolve(getComputedStyle(cover).opacity); // before a single frame was drawn
          }).observe(document.body, { childList: true, subtree: true });
        }),
    );
    await page.evaluate(() => undefined);
    feed.tell('event:changed', snapshotOf([], { view: 'live', blank: true }).event);
    expect(await dark).toBe('1');
    expect(await middle()).toBe('true rgb(0, 0, 0) 1');
    feed.tell('event:changed', snapshotOf([], { view: 'leaders', blank: true }).event);
    await expect.poll(() => page.locator('h1').allTextContents()).toEqual(['After round four']);
    expect(await middle()).toBe('true rgb(0, 0, 0) 1');
    feed.tell('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await expect.poll(() => page.locator('.dark').count()).toBe(0);
    await page.close();
  });

  test('a caption stands under any view, until it is taken back', async () => {
    const page = await stageOf(snapshotOf(crowd(50), { view: 'lobby', announcement: NEWS }));
    for (const view of ['lobby', 'live', 'round', 'training', 'podium'] as const) {
      feed.tell('event:changed', snapshotOf([], { view, announcement: NEWS }).event);
      await page.locator(`[data-view=${view}]`).waitFor();
      expect(await shown(page, NEWS).isVisible()).toBe(true);
    }
    feed.tell('event:changed', snapshotOf([], { view: 'podium' }).event);
    await expect.poll(() => shown(page, NEWS).count()).toBe(0);
    await page.close();
  });

  test('the board shows what the room saw last, then moves: rows by transform, points by counting', async () => {
    const wands = crowd(50);
    const [before, after] = [boardOf(wands, 3), boardOf(wands, 4)];
    const page = await stageOf(snapshotOf(wands, { view: 'leaders' }, { board: before }));
    const names = (): Promise<string[]> => page.locator('.rows .name').allTextContents();
    const points = (): Promise<string[]> => page.locator('.rows li .points').allTextContents();
    const namesOf = (board: typeof before) => board.rows.map(({ nickname }) => nickname);
    expect(await names()).toEqual(namesOf(before));
    feed.tell('event:changed', snapshotOf([], { view: 'live' }).event);
    await expect.poll(() => page.locator('.scene').count()).toBe(1);
    await page.locator('.rows').waitFor({ state: 'detached' });
    const moves = await watchMoves(page);
    const first = await page.evaluateHandle(() => {
      const seen: (string | null)[][] = [];
      const watcher = new MutationObserver(() => {
        const rows = [...document.querySelectorAll('.rows .name')];
        if (rows.length > 0) seen.push(rows.map((row) => row.textContent));
      });
      watcher.observe(document.body, { childList: true, subtree: true });
      return seen;
    });
    feed.tell('stage:frame', { tick: 1, board: after });
    feed.tell('event:changed', snapshotOf([], { view: 'leaders' }).event);
    await expect.poll(names).toEqual(namesOf(after));
    expect((await first.jsonValue())[0]).toEqual(namesOf(before)); // for less than a second
    await expect.poll(moves.seen).toContain('transform');
    expect(['opacity', 'transform']).toEqual(expect.arrayContaining(await moves.seen()));
    await expect.poll(points).toEqual(after.rows.map((row) => String(row.points)));
    await page.close();
  });

  test('the podium calls the third, the second, the first, and then the grove; a reload shows all of them', async () => {
    const wands = crowd(50);
    const board = boardOf(wands, 4);
    const page = await stageOf(snapshotOf(wands, { view: 'leaders' }, { board }));
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
    feed.tell('event:changed', feed.snapshot.event);
    expect(await called).toEqual(['3rd', '2nd', '1st', 'Rowan wins the night']);
    await page.reload();
    await page.locator('.scene').waitFor();
    expect(await page.locator('.who b').allTextContents()).toEqual(['1st', '2nd', '3rd']);
    expect(await shown(page, 'Rowan wins the night').count()).toBe(1);
    await page.close();
  });
});
