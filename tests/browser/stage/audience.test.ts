import {
  SEAL_BARS,
  packFrame,
  packPath,
  type CastId,
  type SpellId,
  type StageFrame,
  type StageResult,
  type StageSnapshot,
} from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../support/browser.js';
import { pixels } from './canvas-pixels.js';
import { openStageFeed, type StageFeed } from './stage-feed.js';
import { crowd, snapshotOf } from './stage-snapshots.js';
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

/** Texts that canvases have drawn, with their fonts. */
type Written = { readonly text: string; readonly font: string }[];
declare global {
  interface Window {
    written: Written;
  }
}

/** Opens a stage whose canvases record the texts they draw. */
async function openStage(snapshot: StageSnapshot): Promise<Page> {
  feed.snapshot = snapshot;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(() => {
    window.written = [];
    const prototype = CanvasRenderingContext2D.prototype;
    const fillText: unknown = Reflect.get(prototype, 'fillText');
    prototype.fillText = function (this: CanvasRenderingContext2D, ...args) {
      window.written.push({ text: args[0], font: this.font });
      Reflect.apply(fillText as () => void, this, args);
    };
  });
  await page.goto(`${feed.url}/stage?token=any`);
  await page.locator('.scene').waitFor();
  return page;
}

let tick = 0;
const send = (frame: Omit<StageFrame, 'tick'>): void => {
  feed.send('stage:frame', packFrame({ tick: ++tick, ...frame }));
};
const write = (page: Page): Promise<Written> => page.evaluate(() => window.written);

const path = packPath(Array.from({ length: 40 }, (_, i) => ({ x: Math.cos(i / 4) * i, y: Math.sin(i / 4) * i })));
const resultOf = (slot: number, part: Partial<StageResult> = {}): StageResult => ({
  ...{ slot, castId: `00000000-0000-7000-9000-${String(slot).padStart(12, '1')}` as CastId, intent: 'cast' },
  ...{ modelId: null, spell: 'gale' as SpellId, percents: [], seal: new Array<number>(SEAL_BARS).fill(50) },
  ...part,
});
const liveOf = (slot: number): number[] => [slot, 0, ...new Array<number>(40).fill(60)];
const NO_RESULTS = { recent: [] };

describe.skipIf(noBrowser !== undefined)('the lobby', () => {
  test('names everyone, newest first', { timeout: 90_000 }, async () => {
    const wands = crowd(31);
    const page = await openStage(snapshotOf(wands.slice(0, 30), { view: 'lobby' }, NO_RESULTS));
    const pageErrors = pageErrorsOf(page);
    await expect.poll(async () => (await write(page)).length).toBeGreaterThan(0);
    await page.evaluate(() => (window.written = []));
    const [late] = wands.slice(30).map((wand) => ({ ...wand, nickname: 'Late Arrival' }));
    if (late !== undefined) send({ joined: [late] });
    await expect.poll(() => page.evaluate(() => window.written.some(({ text }) => text === 'Late Arrival'))).toBe(true);
    const missing = async (): Promise<string[]> => {
      const named = new Set(await page.evaluate(() => [...new Set(window.written.map(({ text }) => text))]));
      return wands.slice(0, 30).map(({ nickname }) => nickname).filter((name) => !named.has(name)); // prettier-ignore
    };
    await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
    expect(pageErrors).toEqual([]);
    await page.close();
  });

  test('lights the mark of a cast while it is drawn, and in the color of its spell', async () => {
    const wands = crowd(13);
    const page = await openStage(snapshotOf(wands, { view: 'lobby' }, NO_RESULTS));
    const bright = async (): Promise<number> => (await pixels(page, '.layer:not(.audience)', '--text')).count;
    await expect.poll(async () => (await write(page)).length).toBeGreaterThan(0);
    const before = await bright();
    send({ live: [liveOf(3)] });
    await expect.poll(bright).toBeGreaterThan(before + 100);
    expect((await pixels(page, '.layer:not(.audience)', '--gale')).count).toBe(0);
    send({ results: [resultOf(3)] });
    // Its seal and its name.
    await expect.poll(async () => (await pixels(page, '.layer:not(.audience)', '--gale')).count).toBeGreaterThan(400);
    await page.close();
  });

  test('says how to join without scanning', async () => {
    const page = await openStage(snapshotOf(crowd(5), { view: 'lobby' }));
    expect((await page.locator('.join').innerText()).split(/\s*\n\s*/)).toEqual(['or go to', 'wand.example', 'and enter', 'MOTH42']); // prettier-ignore
    expect(await auditText(page)).toEqual([]);
    await page.close();
  });
});

describe.skipIf(noBrowser !== undefined)('“Where am I?”', () => {
  test.each(['lobby', 'live', 'leaders', 'teach'] as const)(
    'flashes the mark and the name in the %s view, then ends',
    async (view) => {
      const wands = crowd(150);
      const page = await openStage(snapshotOf(wands, { view }, NO_RESULTS));
      send({ located: [77] });
      const large = async (): Promise<string[]> =>
        (await write(page)).filter(({ font }) => font.includes('44px')).map(({ text }) => text);
      await expect.poll(large).toContain(wands[77]?.nickname);
      expect(new Set(await large())).toEqual(new Set([wands[77]?.nickname]));
      await expect.poll(async () => (await pixels(page, '.audience', null)).count).toBe(0);
      await page.close();
    },
  );
});

describe.skipIf(noBrowser !== undefined)('a view that shows no crowd', () => {
  test.each([1280, 1920, 3840])('has its bars in the middle, on a screen %i pixels wide', async (width) => {
    const page = await openStage(snapshotOf(crowd(12), { view: 'leaders' }, NO_RESULTS));
    await page.setViewportSize({ width, height: (width * 9) / 16 });
    const margins = (): Promise<readonly [left: number, right: number]> =>
      page.locator('canvas.row').evaluate((canvas: HTMLCanvasElement) => {
        const { width: w, height: h } = canvas;
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, w, h) ?? { data: [] };
        const columns = Array.from({ length: w }, (_, x) => x).filter((x) =>
          Array.from({ length: h }, (_, y) => data[4 * (y * w + x) + 3] ?? 0).some((alpha) => alpha > 60),
        );
        return [(columns[0] ?? -1) / w, (w - 1 - (columns.at(-1) ?? -1)) / w] as const;
      });
    await expect.poll(async () => (await margins()).map((share) => share.toFixed(2))).toEqual(['0.32', '0.32']); // 12 bars at a distance of 60 of 1920
    await page.close();
  });

  test.each(['teach', 'round', 'training', 'groves', 'podium', 'thanks'] as const)(
    'lights the bar of a cast along the lower edge, in the color of its spell (%s)',
    async (view) => {
      const page = await openStage(snapshotOf(crowd(30), { view }, NO_RESULTS));
      const count = async (token: string): Promise<number> => (await pixels(page, '.row', token)).count;
      const bar = page.locator('canvas.row');
      await bar.waitFor();
      await expect.poll(() => count('--text-3')).toBeGreaterThan(30);
      send({ live: [liveOf(3)] });
      await expect.poll(() => count('--text')).toBeGreaterThan(30);
      send({ results: [resultOf(3)] });
      await expect.poll(() => count('--gale')).toBeGreaterThan(60);
      await page.close();
    },
  );
});

describe.skipIf(noBrowser !== undefined)('reactions', () => {
  const seen = (page: Page): Promise<{ count: number; top: number }> => pixels(page, '.audience', null);

  test.each(['lobby', 'live', 'leaders', 'podium', 'thanks'] as const)(
    'rise and fade over the %s view',
    async (view) => {
      const page = await openStage(snapshotOf(crowd(5), { view }));
      send({ reactions: [[0, 1]] });
      await expect.poll(async () => (await seen(page)).count).toBeGreaterThan(100);
      const { top } = await seen(page);
      await expect.poll(async () => (await seen(page)).top).toBeLessThan(top - 20);
      await expect.poll(async () => (await seen(page)).count).toBe(0);
      await page.close();
    },
  );

  test('stay in place with reduced motion', async () => {
    const page = await openStage(snapshotOf(crowd(5), { view: 'leaders', calm: true }));
    const tops = page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seenTops: number[] = [];
          const prototype = CanvasRenderingContext2D.prototype;
          const drawImage: unknown = Reflect.get(prototype, 'drawImage');
          prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
            if (this.canvas.matches('.audience')) seenTops.push(Math.round(this.getTransform().f));
            if (seenTops.length === 12) resolve(seenTops);
            Reflect.apply(drawImage as () => void, this, args);
          };
        }),
    );
    await page.evaluate(() => undefined);
    send({ reactions: [[0, 1]] });
    expect(new Set(await tops).size).toBe(1);
    await page.close();
  });

  test('end with a blackout and are not shown later, and are off by one switch', async () => {
    const page = await openStage(snapshotOf(crowd(5), { view: 'leaders' }));
    send({ reactions: [[0, 1]] });
    await expect.poll(async () => (await seen(page)).count).toBeGreaterThan(100);
    feed.send('event:changed', snapshotOf([], { view: 'leaders', blank: true }).event);
    await expect.poll(async () => (await seen(page)).count).toBe(0);
    send({ reactions: [[1, 2]] });
    feed.send('event:changed', snapshotOf([], { view: 'leaders', reactions: false }).event);
    send({ reactions: [[2, 3]], joined: crowd(6).slice(5) });
    await page.locator('.dark').waitFor({ state: 'detached' });
    expect((await seen(page)).count).toBe(0);
    await page.close();
  });
});

describe.skipIf(noBrowser !== undefined)('light in the air', () => {
  test('is drawn in the tile of a cast in progress, and in the spotlight while its person casts', async () => {
    const wands = crowd(6);
    const pinned = { by: 'participant', participantId: wands[2]?.id ?? wands[0]?.id ?? missing() } as const;
    const page = await openStage(snapshotOf(wands, { view: 'live', spotlight: pinned }, NO_RESULTS));
    send({ live: [liveOf(2)] });
    await expect.poll(() => page.locator('.light').count()).toBe(0);
    const tiles = async (): Promise<number> => (await pixels(page, '.layer:not(.audience)', '--text')).count;
    await expect.poll(tiles).toBeGreaterThan(0);
    const before = await tiles();
    send({ strokes: [{ slot: 2, path }] });
    await expect.poll(async () => (await pixels(page, '.light', '--text')).count).toBeGreaterThan(300);
    await expect.poll(tiles).toBeGreaterThan(before + 100);

    send({ results: [resultOf(2, { path })] });
    await expect.poll(async () => (await pixels(page, '.light', '--gale')).count).toBeGreaterThan(300);
    await page.close();
  });

  test('replays the path of a result once, then rests', async () => {
    const page = await openStage(snapshotOf(crowd(6), { view: 'live' }, NO_RESULTS));
    // The point of light at the end of the path, frame by frame.
    const tips = await page.evaluateHandle(() => {
      const seen = new Set<string>();
      const prototype = CanvasRenderingContext2D.prototype;
      const arc: unknown = Reflect.get(prototype, 'arc');
      prototype.arc = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        if (this.canvas.matches('.light')) seen.add(args.slice(0, 2).join(' '));
        Reflect.apply(arc as () => void, this, args);
      };
      return seen;
    });
    send({ results: [resultOf(1, { path })] });
    const count = async (): Promise<number> => (await pixels(page, '.light', null)).count;
    await expect.poll(() => tips.evaluate((seen) => seen.size)).toBeGreaterThan(1);
    const shown: number[] = [];
    await expect.poll(async () => shown.unshift(await count()) > 4 && new Set(shown.slice(0, 4)).size).toBe(1); // rests
    send({ results: [resultOf(1, { castId: '00000000-0000-7000-9000-00000000000f' as CastId })] });
    await expect.poll(() => page.locator('.light').count()).toBe(0); // without a path, the glyph
    await page.close();
  });
});

test.skipIf(noBrowser !== undefined)('the stage reports each cast that enters its spotlight once', async () => {
  const recent = [resultOf(0)];
  const page = await openStage(snapshotOf(crowd(6), { view: 'live' }, { recent }));
  const before = feed.spotlit.length;
  const [second, third] = [resultOf(1), resultOf(2, { spell: null })];
  await page.locator('.spot').waitFor();
  send({ results: [second, third] });
  await expect.poll(() => feed.spotlit.slice(before)).toEqual([second.castId]);
  feed.send('event:changed', snapshotOf([], { view: 'lobby' }).event);
  await page.locator('[data-view=lobby]').waitFor();
  send({ results: [resultOf(3)] });
  feed.send('event:changed', snapshotOf([], { view: 'live' }).event);
  await expect.poll(() => feed.spotlit.slice(before)).toEqual([second.castId, resultOf(3).castId]);
  await page.close();
});

function missing(): never {
  throw new Error('no such item');
}
