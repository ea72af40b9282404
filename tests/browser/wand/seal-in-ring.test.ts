import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { PHONE, joinRoom, openPhone, press } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** Distance between the centers of the ring and of the seal in it, CSS pixels. */
const offCenter = (page: Page): Promise<number> =>
  page.locator('.ring > canvas').evaluate((seal) => {
    const centerOf = (element: Element | null): readonly [number, number] => {
      const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
      return [x + width / 2, y + height / 2];
    };
    const [[ringX, ringY], [sealX, sealY]] = [centerOf(seal.parentElement), centerOf(seal)];
    return Math.hypot(ringX - sealX, ringY - sealY);
  });

describe.skipIf(noBrowser !== undefined)('the seal in a ring', () => {
  test('is centered before joining, in portrait and landscape', async () => {
    const phone = await openPhone(site.browser, site.server.url);
    expect(await offCenter(phone.page)).toBeLessThan(1);
    await phone.page.setViewportSize({ width: PHONE.height, height: PHONE.width });
    expect(await offCenter(phone.page)).toBeLessThan(1);
    await phone.page.context().close();
  });

  test('is centered during a cast', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone);
    await press(phone);
    expect(await offCenter(phone.page)).toBeLessThan(1);
    await phone.page.mouse.up();
    await phone.page.context().close();
  });
});
