import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { PHONE, holdUntil, joinRoom, openPhone, press, type Phone } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

const SIZES = [PHONE, { width: 360, height: 640 }, { width: PHONE.height, height: PHONE.width }] as const;

/** Largest distance between the centers of the ring and of each canvas in it, CSS pixels. */
const offCenter = (page: Page): Promise<number> =>
  page
    .locator('.ring')
    .first()
    .evaluate((ring) => {
      const centerOf = (element: Element): readonly [number, number] => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      };
      const [ringX, ringY] = centerOf(ring);
      const inside = [...ring.querySelectorAll('canvas')].map(centerOf);
      return Math.max(...inside.map(([x, y]) => Math.hypot(ringX - x, ringY - y)));
    });

/** Whether the stroke of light in the ring has any bright pixels. */
const hasStroke = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.live-stroke canvas');
    const context = canvas?.getContext('2d');
    if (canvas == null || context == null || canvas.width === 0) return false;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 3 && value > 200);
  });

const random = seeded(9);
const glyph = parseGlyph(starterSpellbook[4]?.glyph ?? '');
const wave = (phone: Phone): Promise<void> =>
  phone.hand.wave(simulateCast(glyph, simulatePerson(random), random, { gravity: true }));

describe.skipIf(noBrowser !== undefined)('the seal in a ring', () => {
  test('is centered before joining, in portrait and landscape', async () => {
    const phone = await openPhone(site.browser, site.server.url);
    expect(await offCenter(phone.page)).toBeLessThan(1);
    await phone.page.setViewportSize({ width: PHONE.height, height: PHONE.width });
    expect(await offCenter(phone.page)).toBeLessThan(1);
    await phone.page.context().close();
  });

  test.each(SIZES)('is centered during and after a cast with its stroke, at $width x $height', async (size) => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page } = phone;
    await page.setViewportSize(size);
    await joinRoom(phone);
    await press(phone);
    expect(await offCenter(page)).toBeLessThan(1);
    expect(await hasStroke(page)).toBe(false); // nothing moved yet
    await wave(phone);
    await expect.poll(() => hasStroke(page)).toBe(true);
    expect(await offCenter(page)).toBeLessThan(1);
    await page.mouse.up();
    await holdUntil(phone, () => page.getByRole('button', { name: 'Show spells' }).isVisible());
    expect(await offCenter(page)).toBeLessThan(1);
    await page.context().close();
  });

  test.each(SIZES)('is centered in practice and while teaching, at $width x $height', async (size) => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page } = phone;
    await page.setViewportSize(size);
    await joinRoom(phone);
    await page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await page.getByRole('button', { name: 'Practice' }).click();
    await press(phone);
    await wave(phone);
    await expect.poll(() => hasStroke(page)).toBe(true);
    expect(await offCenter(page)).toBeLessThan(1);
    await page.mouse.up();
    await holdUntil(phone, () => page.getByText('like the drawing').first().isVisible());
    expect(await offCenter(page)).toBeLessThan(1);
    await page.getByRole('button', { name: 'Done practicing' }).click();

    await page.getByRole('button', { name: 'Teach a spell' }).click();
    await page.getByRole('button', { name: /^Teach Spark/ }).click();
    const recording = page.getByRole('heading', { name: 'Draw it now' });
    await page.getByRole('button', { name: 'Start countdown' }).click();
    await holdUntil(phone, () => recording.isVisible());
    const waving = wave(phone);
    await expect.poll(() => hasStroke(page)).toBe(true);
    expect(await offCenter(page)).toBeLessThan(1);
    await waving;
    await page.context().close();
  });
});
