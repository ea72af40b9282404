import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PLAIN_HOST, pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** Draws a Z on the pad with the mouse, in about a second. */
async function drawZ(page: Page): Promise<void> {
  const box = await page.getByRole('application', { name: 'Draw a spell here' }).boundingBox();
  if (box === null) throw new Error('the pad is not to be seen');
  const side = Math.min(box.width, box.height);
  const left = box.x + (box.width - side) / 2;
  const top = box.y + (box.height - side) / 2;
  const corners = [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.2, 0.8],
    [0.8, 0.8],
  ] as const;
  const place = (share: number): readonly [number, number] => {
    const at = Math.min(corners.length - 1.0001, share * (corners.length - 1));
    const [from, to] = [corners[Math.floor(at)] ?? corners[0], corners[Math.ceil(at)] ?? corners[3]];
    const part = at - Math.floor(at);
    const between = (axis: 0 | 1): number => from[axis] + (to[axis] - from[axis]) * part;
    return [left + side * between(0), top + side * between(1)];
  };
  await page.mouse.move(...place(0));
  await page.mouse.down();
  const began = performance.now();
  for (let share = 0; share < 1; share = (performance.now() - began) / 1_200) {
    await page.mouse.move(...place(share));
    await page.waitForTimeout(8); // a realistic speed, which the model depends on
  }
  await page.mouse.move(...place(1));
  await page.mouse.up();
}

describe.skipIf(noBrowser !== undefined)('a page over plain http', () => {
  test('explains that motion is unavailable, and casts with a finger', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    const link = new URL(site.server.links.join);
    await page.goto(`http://${PLAIN_HOST}:${new URL(site.server.url).port}${link.pathname}${link.search}`);

    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.getByRole('button', { name: 'Cast with a finger instead' }).click();
    await page.getByLabel('Wizard name').fill('Salt Hare');
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    const pad = page.getByRole('application', { name: 'Draw a spell here' });
    const status = page.getByRole('status');

    await pad.hover();
    await page.mouse.down(); // ended by the maximum duration
    await expect.poll(() => status.innerText()).toBe('Nothing moved.');
    await page.mouse.up();

    await drawZ(page);
    await expect.poll(() => status.innerText()).toMatch(/% sure|Fizzled/);
    const rows = await site.server.query<{ count: number; source: string }>('SELECT count, source FROM casts');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.source).toBe('pointer');
    expect(rows[0]?.count).toBeGreaterThan(40);
    expect(pageErrors).toEqual([]);
    await context.close();
  });
});

describe.skipIf(noBrowser !== undefined)('a device without a motion sensor', () => {
  test('casts with a finger from its first page on, to which the browser’s back button leads', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    await page.getByRole('button', { name: 'Draw with mouse or finger' }).click();
    const pad = page.getByRole('application', { name: 'Draw a spell here' });
    await pad.waitFor();
    expect(await page.evaluate(() => history.state as unknown)).toBeNull(); // nothing below it, such as teaching
    await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
    await pad.waitFor({ state: 'detached' });
    await page.goBack();
    await pad.waitFor();
    expect(pageErrors).toEqual([]);
    await context.close();
  });
});
