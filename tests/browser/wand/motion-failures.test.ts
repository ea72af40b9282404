import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { PHONE, joinRoom, goToRing } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;

interface Bare {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly pageErrors: string[];
}

/** A phone without simulated sensors. */
async function bare(hasTouch = true, userAgent?: string): Promise<Bare> {
  const context = await site.browser.newContext({ viewport: PHONE, hasTouch, ...(userAgent && { userAgent }) });
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page), pageErrors: pageErrorsOf(page) };
}
async function enable(cdp: CDPSession): Promise<void> {
  const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
  for (const type of SENSORS) await cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata });
}
/** Blocks sensors in the browser's site settings. */
async function forbid(cdp: CDPSession): Promise<void> {
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  for (const name of ['accelerometer', 'gyroscope'])
    await cdp.send('Browser.setPermission', {
      permission: { name },
      setting: 'denied',
      origin: site.server.url,
      ...(browserContextId !== undefined && { browserContextId }),
    });
}
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();
const wake = (page: Page): Promise<void> => page.getByRole('button', { name: 'Wake my wand' }).click();
const finger = 'Cast with a finger instead';

/** Expects that the page continues to the drawing pad. */
async function drawsWith(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('application', { name: 'Draw a spell here' }).waitFor();
}

describe.skipIf(noBrowser !== undefined)('a phone without motion explains why', () => {
  test('if a setting blocks the sensor', async () => {
    const { page, cdp, pageErrors } = await bare();
    await enable(cdp);
    await forbid(cdp);
    await page.goto(site.server.links.join);
    await wake(page);
    await heading(page, 'Your phone said no to motion');
    await drawsWith(page, finger);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('if the participant denied access, with steps for their browser', async () => {
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.0.0 Mobile/15E148 Safari/604.1';
    const { page, pageErrors } = await bare(true, iphone);
    await page.addInitScript(() => {
      // Simulates the permission prompt of iPhones.
      Object.assign(DeviceMotionEvent, { requestPermission: () => Promise.resolve('denied') });
    });
    await page.goto(site.server.links.join);
    await wake(page);
    await heading(page, 'Your phone said no to motion');
    await page.getByText('Close Chrome completely').waitFor();
    await page.getByRole('button', { name: 'I’ve done that, try again' }).click();
    await heading(page, 'Your phone said no to motion');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('if there is no event within a second', async () => {
    const { page, cdp, pageErrors } = await bare();
    await enable(cdp);
    await page.goto(site.server.links.join);
    await wake(page);
    await heading(page, 'Your wand lies still');
    await drawsWith(page, finger);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('if all readings are zero', async () => {
    const { page, cdp, pageErrors } = await bare();
    await enable(cdp);
    for (const type of SENSORS)
      await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { x: 0, y: 0, z: 0 } } });
    await page.goto(site.server.links.join);
    await wake(page);
    await heading(page, 'Your wand feels nothing');
    await drawsWith(page, finger);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('on a desktop without a sensor, with drawing as the first option', async () => {
    const { page, pageErrors } = await bare(false);
    await page.goto(site.server.links.join);
    await wake(page);
    await heading(page, 'Draw it instead');
    await drawsWith(page, 'Draw with mouse or finger');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('if the browser needs a tap after a reload, without asking for the name again', async () => {
    const { page, pageErrors } = await bare();
    await page.addInitScript(() => {
      Object.assign(DeviceMotionEvent, { requestPermission: () => Promise.resolve('granted') });
    });
    const hand = await simulateSensors(page);
    await page.goto(site.server.links.join);
    await joinRoom({ page, hand, pageErrors }, 'Sleepy Hare');
    await hand.pauseEvents(); // until motion is requested again
    await page.reload();
    await heading(page, 'Welcome back, Sleepy Hare');
    await wake(page);
    await goToRing({ page, hand, pageErrors });
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('in an in-app browser, which can be left or used', async () => {
    const inside =
      'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 Line/14.19.0/IAB';
    const { page, pageErrors } = await bare(true, inside);
    const hand = await simulateSensors(page);
    await page.goto(site.server.links.join);
    await heading(page, 'Better in your own browser');
    const out = await page.getByRole('link', { name: 'Open in your browser' }).getAttribute('href');
    expect(out).toMatch(new RegExp(`^intent://127\\.0\\.0\\.1:\\d+/\\?code=${site.server.code}#Intent;scheme=http;`));
    await page.getByRole('button', { name: 'Stay here' }).click();
    await joinRoom({ page, hand, pageErrors }, 'Inside Hare');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
