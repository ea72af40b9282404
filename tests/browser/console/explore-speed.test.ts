import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { freePort } from '../../support/free-port.js';
import { seedCasts } from '../../support/seed-casts.js';
import { ownerOf, startServerProcess, type ServerProcess } from '../../support/server-process.js';
import { launchBrowser, noBrowser } from '../support/browser.js';
import { CONSOLE } from '../support/test-site.js';
import { measureFrames, type FrameTimes } from '../stage/frame-times.js';
import { openPool } from '../../support/database-pool.js';

const isBench = process.env['npm_lifecycle_event'] === 'bench:explore';
const CASTS = isBench ? 10_000 : 1_000;
/** How long frames are measured, ms. */
const FRAMES_MS = isBench ? 4_000 : 500;
let folder: string;
let database: TestDatabase;
let server: ServerProcess;
let browser: Browser;
let owner: string;

/** A server as `npm start` runs it, so that the figures apply to production. */
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  database = await createTestDatabase();
  server = await startServerProcess(folder, await freePort(), [], { DATABASE_URL: database.url });
  owner = await ownerOf(server);
  browser = await launchBrowser();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await browser.close();
  await server.end('SIGTERM');
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Ms from navigation until the plot, or the map, is drawn completely. */
const firstDrawMs = (page: Page, mark = 'explore:drawn'): Promise<number> =>
  page.evaluate(async (name) => {
    const drawn = (): PerformanceEntry | undefined => performance.getEntriesByName(name)[0];
    while (drawn() === undefined) await new Promise(requestAnimationFrame);
    return drawn()?.startTime ?? NaN;
  }, mark);
/** Clicks the filter button with that name. @returns ms until the plot is drawn completely */
const filterMs = (page: Page, name: RegExp): Promise<number> =>
  page.evaluate(async (pattern) => {
    const drawn = (): PerformanceEntry | undefined => performance.getEntriesByName('explore:drawn')[0];
    const matches = (button: HTMLElement): boolean =>
      new RegExp(pattern).test(button.getAttribute('aria-label') ?? button.textContent.trim());
    performance.clearMarks('explore:drawn');
    const began = performance.now();
    [...document.querySelectorAll<HTMLElement>('.filters button')].find(matches)?.click();
    while (drawn() === undefined) await new Promise(requestAnimationFrame);
    return (drawn()?.startTime ?? NaN) - began;
  }, name.source);

/** Prints figures for docs/benchmarks.md. Asserts none of them, because they depend on how busy the machine is. */
describe.skipIf(noBrowser !== undefined)('the explorer with thousands of casts', () => {
  test('draws and filters', async () => {
    const pool = openPool(database.url);
    await seedCasts(pool, { casts: CASTS, people: 143 });
    await pool.end();
    const context = await browser.newContext({ viewport: CONSOLE });
    await context.addCookies([{ name: 'wandcast', value: owner, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    const first: number[] = [];
    for (let i = 0; i < 3; i++) {
      await page.goto('about:blank');
      await page.goto(`${server.url}/console#explore`);
      first.push(await firstDrawMs(page));
    }
    const filters: number[] = [];
    // Values that keep from almost all to almost none of the casts.
    const values = ['Taught', 'Agrees', 'Another spell', 'Fine', 'Clipped', 'Tide', 'Cast', 'Discarded'];
    for (const value of [...values, ...values]) {
      filters.push(await filterMs(page, new RegExp(`^Only ${value}$`)));
      filters.push(await filterMs(page, /^Clear/));
    }
    const list = (ms: readonly number[]): string => ms.map((one) => Math.round(one)).join(', ');
    console.log(`explorer, ${CASTS} casts: first drawn after ${list(first)} ms, filters ${list(filters)} ms`);
    const heading = page.getByRole('region', { name: 'Casts', exact: true }).getByRole('heading');
    expect(await heading.textContent()).toBe(`${CASTS.toLocaleString('en')} casts`);
    await context.close();
  });

  test('opens and moves the map', { timeout: 600_000 }, async () => {
    const context = await browser.newContext({ viewport: CONSOLE });
    await context.addCookies([{ name: 'wandcast', value: owner, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${server.url}/console#explore?view=map`);
    const firstMs = await firstDrawMs(page, 'map:drawn');
    await page.getByText(/are close;[^.]*\. Drag to select, .*to zoom\.$/).waitFor({ timeout: 500_000 });
    const seconds = (performance.now() - began) / 1000;
    const opened: number[] = [];
    for (let i = 0; i < 3; i++) {
      await page.goto('about:blank');
      await page.goto(`${server.url}/console#explore?view=map`);
      opened.push(await firstDrawMs(page, 'map:drawn'));
    }
    const box = await page.getByRole('application').boundingBox();
    if (box === null) throw new Error('the map is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.getByRole('button', { name: 'Move' }).click();
    const frames = measureFrames(page, FRAMES_MS);
    const end = performance.now() + FRAMES_MS;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 0; performance.now() < end; i++) await page.mouse.move(x + 150 * Math.sin(i / 20), y + 100 * Math.sin(i / 13)); // prettier-ignore
    await page.mouse.up();
    const moved = await frames;
    const zooming = measureFrames(page, FRAMES_MS);
    for (let i = 0; performance.now() < end + FRAMES_MS; i++) await page.mouse.wheel(0, 40 * Math.cos(i / 10));
    const zoomed = await zooming;
    const text = ({ p50, p95, frames: count }: FrameTimes): string =>
      `${p50.toFixed(1)} ms (95th percentile ${p95.toFixed(1)} ms, ${count} frames)`;
    console.log(
      `map, ${CASTS} casts: first part after ${Math.round(firstMs)} ms, complete after ${seconds.toFixed(1)} s, later opened ` +
        `after ${opened.map(Math.round).join(', ')} ms; a frame while moving ${text(moved)}, while zooming ${text(zoomed)}`,
    );
    const legend = page.getByRole('list', { name: 'Legend' });
    expect(await legend.getByRole('listitem').count()).toBeGreaterThan(3);
    await context.close();
  });
});
