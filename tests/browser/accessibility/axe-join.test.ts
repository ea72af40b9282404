import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from './accessibility-audit.js';
import { button, heading, openPhone } from './reduced-motion-phone.js';
import { PLAIN_HOST, pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

/** User agent of Instagram's in-app browser on an iPhone. */
const IN_ANOTHER_APP =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 358.0.0.24.86';

const site = openSite();

/** Makes the page behave like Safari after motion access was denied. */
function refuseMotion(): void {
  Object.assign(DeviceMotionEvent, { requestPermission: () => Promise.resolve('denied') });
}
/** Makes the page receive no motion events. */
function swallowMotion(): void {
  addEventListener('devicemotion', (event) => {
    event.stopImmediatePropagation();
  });
}
/** Makes all sensor readings zero. */
async function feelNothing(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  for (const type of ['accelerometer', 'linear-acceleration', 'gyroscope'] as const) {
    const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
    await cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata });
    await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { x: 0, y: 0, z: 0 } } });
  }
}

describe.skipIf(noBrowser !== undefined)('the wand before joining is accessible', () => {
  test('on the pages to join', async () => {
    const page = await openPhone(site.browser);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.url);
    await expectAccessible(page, 'code');
    await page.goto(site.server.links.join);
    await page.getByLabel('Wizard name').waitFor();
    await expectAccessible(page, 'sign');
    await page.goto(`${site.server.url}/?code=NOSUCH`);
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'failure');
    expect(pageErrors.filter((one) => !/\b404\b/.test(one))).toEqual([]); // the browser logs the expected 404
    const link = new URL(site.server.links.join);
    await page.goto(`http://${PLAIN_HOST}:${new URL(site.server.url).port}${link.pathname}${link.search}`);
    await button(page, 'Cast with a finger instead').waitFor();
    await expectAccessible(page, 'insecure');
    await page.context().close();
  });

  test.each([
    ['refused', /^Your phone said no/, (page: Page) => page.addInitScript(refuseMotion)],
    ['silent', 'Your wand lies still', (page: Page) => page.addInitScript(swallowMotion)],
    ['zero', 'Your wand feels nothing', feelNothing],
    ['missing', 'Draw it instead', () => Promise.resolve()],
  ] as const)('where motion is %s', async (name, title, prepare) => {
    const page = await openPhone(site.browser);
    await prepare(page);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await button(page, /^Wake my wand/).click();
    await heading(page, title).waitFor();
    await expectAccessible(page, name);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('in an in-app browser', async () => {
    const page = await openPhone(site.browser, IN_ANOTHER_APP);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await button(page, 'Stay here').waitFor();
    await expectAccessible(page, 'outside');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('with a finger', async () => {
    const page = await openPhone(site.browser);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await button(page, /^Wake my wand/).click();
    await button(page, 'Draw with mouse or finger').click();
    await page.getByRole('application').waitFor();
    await expectAccessible(page, 'pad');
    await button(page, /Spark/).click();
    await button(page, 'Show spells').waitFor();
    await expectAccessible(page, 'pad-answered');
    await button(page, /your casts and your data$/).click();
    await page.getByRole('list', { name: 'Your casts' }).waitFor();
    await expectAccessible(page, 'history');
    await button(page, /^Delete /)
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor();
    await expectAccessible(page, 'history-asks');
    await page.keyboard.press('Escape');
    await button(page, 'Your data').click();
    await heading(page, 'Your data').waitFor();
    await expectAccessible(page, 'data');
    await button(page, 'Delete my data').click();
    await page.getByRole('alertdialog').waitFor();
    await expectAccessible(page, 'data-asks');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete my data' }).click();
    await heading(page, 'You are forgotten').waitFor();
    await expectAccessible(page, 'forgotten');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
