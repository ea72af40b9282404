import { describe, expect, test } from 'vitest';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const PHONE = { width: 390, height: 844 };

describe.skipIf(noBrowser !== undefined)('the language of the wand', () => {
  test('is the browser’s, before and after joining', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, locale: 'de-AT' });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await page.getByRole('heading', { name: 'Trag dich ins Buch ein' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await page.title()).toBe('Wandcast: dein Zauberstab');
    expect(await page.getByLabel('Zaubername').inputValue()).toMatch(/^\p{Lu}\p{L}+(er|e|es) \p{Lu}\p{L}+$/u);
    await page.getByRole('radio', { name: 'Kerze' }).check({ force: true }); // the icon covers the input
    await page.getByRole('radio', { name: 'Kupfer' }).check({ force: true });
    await page.getByText('Kerze, Kupfer').waitFor();

    const hand = await simulateSensors(page);
    await page.getByRole('button', { name: 'Weck meinen Zauberstab' }).click();
    await hand.rest(200);
    await page.getByRole('heading', { name: 'Dein Stab ist wach' }).waitFor();
    const rows = await site.server.query<{ sigil: string; metal: string }>('SELECT sigil, metal FROM participants');
    expect(rows).toEqual([{ sigil: 'candle', metal: 'copper' }]);
    expect(pageErrors).toEqual([]);
    await context.close();
  });

  test('is set by the URL, also after a reload', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, locale: 'en-GB' });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    await page.goto(`${site.server.links.join}&lang=de`);
    await page.getByRole('button', { name: 'Weck meinen Zauberstab' }).waitFor();
    expect(page.url()).not.toContain('lang=');
    await page.reload();
    await page.getByRole('button', { name: 'Weck meinen Zauberstab' }).waitFor();
    expect(pageErrors).toEqual([]);
    await context.close();
  });

  test('is English if its texts fail to load', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, locale: 'de' });
    const page = await context.newPage();
    await page.route('**/assets/locale-de-*.js', (route) => route.abort());
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Wake my wand' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await page.unrouteAll(); // Chromium never retries a failed import, so the whole page reloads
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'Weck meinen Zauberstab' }).waitFor();
    await context.close();
  });
});
