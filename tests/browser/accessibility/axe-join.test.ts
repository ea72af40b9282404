import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { holdsForEveryone } from './accessibility-audit.js';
import { button, heading, openPhone } from './reduced-motion-phone.js';
import { PLAIN_HOST, pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

/** A link that was tapped in Instagram, on an iPhone. */
const IN_ANOTHER_APP =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 358.0.0.24.86';

const site = openSite();

/** What Safari answers for whoever said no before. */
function refuseMotion(): void {
  Object.assign(DeviceMotionEvent, { requestPermission: () => Promise.resolve('denied') });
}
/** A browser that keeps motion to itself, and does not say so. */
function swallowMotion(): void {
  addEventListener('devicemotion', (event) => {
    event.stopImmediatePropagation();
  });
}
/** A phone whose readings are zero all over. */
async function feelNothing(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  for (const type of ['accelerometer', 'linear-acceleration', 'gyroscope'] as const) {
    const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
    await cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata });
    await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { x: 0, y: 0, z: 0 } } });
  }
}

describe.skipIf(noBrowser !== undefined)('the wand before the room is for everyone', () => {
  test('at the door', async () => {
    const page = await openPhone(site.browser);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.url);
    await holdsForEveryone(page, 'code');
    await page.goto(site.server.links.join);
    await page.getByLabel('Wizard name').waitFor();
    await holdsForEveryone(page, 'sign');
    await page.goto(`${site.server.url}/?code=NOSUCH`);
    await page.getByRole('alert').waitFor();
    await holdsForEveryone(page, 'failure');
    expect(pageErrors.filter((one) => !/\b404\b/.test(one))).toEqual([]); // the browser names the refusal
    const link = new URL(site.server.links.join);
    await page.goto(`http://${PLAIN_HOST}:${new URL(site.server.url).port}${link.pathname}${link.search}`);
    await button(page, 'Cast with a finger instead').waitFor();
    await holdsForEveryone(page, 'insecure');
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
    await holdsForEveryone(page, name);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('from within another app', async () => {
    const page = await openPhone(site.browser, IN_ANOTHER_APP);
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await button(page, 'Stay here').waitFor();
    await holdsForEveryone(page, 'outside');
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
    await holdsForEveryone(page, 'pad');
    await button(page, /Spark/).click();
    await button(page, /^(Cast|Try) again$/).waitFor();
    await holdsForEveryone(page, 'pad-answered');
    await button(page, /your casts and your data$/).click();
    await page.getByRole('list', { name: 'Your casts' }).waitFor();
    await holdsForEveryone(page, 'history');
    await button(page, /^Delete /)
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor();
    await holdsForEveryone(page, 'history-asks');
    await page.keyboard.press('Escape');
    await button(page, 'Your data').click();
    await heading(page, 'Your data').waitFor();
    await holdsForEveryone(page, 'data');
    await button(page, 'Forget me').click();
    await page.getByRole('alertdialog').waitFor();
    await holdsForEveryone(page, 'data-asks');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Forget me' }).click();
    await heading(page, 'You are forgotten').waitFor();
    await holdsForEveryone(page, 'forgotten');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
