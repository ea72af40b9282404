import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { POINTER, unreachable } from '../accessibility/target-size-audit.js';
import { noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
/** The widest letter seven times, with its check letter; and a narrow code. */
const CODES = ['WWWWWWWD', 'KPDHJFTX'] as const;

/** Left and right edges of the text of an element, px. */
function textEdges(page: Page, selector: string): Promise<[number, number]> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, right } = range.getBoundingClientRect();
      return [left, right];
    });
}

describe.skipIf(noBrowser !== undefined).each(CODES)('a room with the code %s', (code) => {
  let server: TestServer;
  beforeAll(async () => {
    const first = await startTestServer();
    await first.query('UPDATE events SET code = $1', [code]);
    server = await first.restart();
  });
  afterAll(() => server.remove());

  test.each([
    [1920, 1080],
    [1280, 720],
  ] as const)('shows it below the QR code, as wide and no wider, at %i x %i', async (width, height) => {
    const context = await site.browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(server.links.stage);
    const shown = `${code.slice(0, 4)} ${code.slice(4)}`;
    await page.locator('.join .code', { hasText: shown }).waitFor();
    await page.evaluate(() => document.fonts.ready);
    const [left, right] = await textEdges(page, '.join .code');
    const picture = (await page.locator('.join svg').first().boundingBox()) ?? { x: 0, width: 0 };
    expect(left).toBeGreaterThanOrEqual(picture.x);
    expect(right).toBeLessThanOrEqual(picture.x + picture.width);
    expect(right - left).toBeGreaterThan(0.9 * picture.width);
    await context.close();
  });

  test('fits the console at every size', async () => {
    const page = await site.console('#run', server.owner, server.url);
    await page.locator('.room .display').waitFor();
    await page.evaluate(() => document.fonts.ready);
    for (const [width, height] of [
      [1280, 800],
      [1360, 1000],
      [1440, 900],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await unreachable(page, POINTER)).toEqual([]);
      const [, right] = await textEdges(page, '.room .display');
      const room = (await page.locator('.room').boundingBox()) ?? { x: 0, width: 0 };
      expect(right).toBeLessThanOrEqual(room.x + room.width + 1);
    }
    await page.context().close();
  });
});
