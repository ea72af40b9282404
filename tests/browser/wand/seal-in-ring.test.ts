import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { PHONE, holdUntil, joinRoom, openPhone, press, type Phone } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

const SIZES = [PHONE, { width: 360, height: 640 }, { width: PHONE.height, height: PHONE.width }] as const;

interface Ring {
  /** Largest distance between the centers of the ring and of each canvas in it, CSS pixels. */
  readonly offCenter: number;
  /** Whether the stroke of light in the ring has any bright pixels. */
  readonly hasStroke: boolean;
}

/** The ring now. Both are read at once, because a recording ends by itself. */
const ringOf = (page: Page): Promise<Ring> =>
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
      const stroke = document.querySelector<HTMLCanvasElement>('.live-stroke canvas');
      const context = stroke?.getContext('2d');
      const pixels =
        stroke == null || context == null || stroke.width === 0
          ? []
          : context.getImageData(0, 0, stroke.width, stroke.height).data;
      return {
        offCenter: Math.max(...inside.map(([x, y]) => Math.hypot(ringX - x, ringY - y))),
        hasStroke: pixels.some((value, i) => i % 4 === 3 && value > 200),
      };
    });
const offCenter = async (page: Page): Promise<number> => (await ringOf(page)).offCenter;
/** Waits for a stroke in the ring. @returns how far the ring is off center at that moment */
async function offCenterWithStroke(page: Page): Promise<number> {
  let ring: Ring | undefined;
  await expect.poll(async () => (ring = await ringOf(page)).hasStroke).toBe(true);
  return ring?.offCenter ?? Infinity;
}

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
    expect((await ringOf(page)).hasStroke).toBe(false); // nothing moved yet
    await wave(phone);
    expect(await offCenterWithStroke(page)).toBeLessThan(1);
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
    expect(await offCenterWithStroke(page)).toBeLessThan(1);
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
    expect(await offCenterWithStroke(page)).toBeLessThan(1);
    await waving;
    await page.context().close();
  });
});
