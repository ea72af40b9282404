import { describe, expect, test } from 'vitest';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { CONSOLE, openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the Phones screen', () => {
  test.each([
    [
      'en-GB',
      'Phones cannot join at this address.',
      'This address works only on this machine.',
      '0 of 1,000 wizards in the room',
    ],
    [
      'de-DE',
      'Handys können unter dieser Adresse nicht mitmachen.',
      'Diese Adresse funktioniert nur auf diesem Rechner.',
      '0 von 1.000 Zaubernden im Raum',
    ],
  ])('explains the address to join in its language, and how many fit: %s', async (locale, what, why, people) => {
    const { url, owner } = site.server;
    const context = await site.browser.newContext({ viewport: CONSOLE, locale });
    await context.addCookies([{ name: 'wandcast', value: owner, url, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    await page.goto(`${url}/console#phones`);
    await page.getByText(what, { exact: true }).waitFor();
    await page.getByText(why).waitFor();
    await page.getByText(people, { exact: true }).waitFor();
    expect(pageErrors).toEqual([]);
    await context.close();
  });
});
