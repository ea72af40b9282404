import { describe, expect, test } from 'vitest';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the settings', () => {
  test('apply at once and are stored', async () => {
    const context = await site.browser.newContext({
      ...{ viewport: { width: 360, height: 640 }, locale: 'en-GB', colorScheme: 'dark' },
    });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    const hand = await simulateSensors(page);
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Deutsch' }).click(); // the language switch on the sign page
    await page.getByRole('heading', { name: 'Wandcast' }).waitFor();
    expect(await page.getByLabel('Zaubername').inputValue()).toMatch(/^\p{Lu}\p{L}+(er|e|es) \p{Lu}\p{L}+$/u);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);

    await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
    const row = (name: string) => page.getByRole('radiogroup', { name });
    await row('Language').getByRole('radio', { name: 'Deutsch' }).check({ force: true }); // the label covers the input
    await row('Farbschema').getByRole('radio', { name: 'Tag' }).check({ force: true });
    await row('Ton').getByRole('radio', { name: 'Aus' }).focus();
    await page.keyboard.press('ArrowRight');
    await row('Zauberhand').getByRole('radio', { name: 'Links' }).check({ force: true });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('vellum');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('button', { name: 'Neu ausrichten' }).click();
    const known = page.getByText('Dein Zauberstab weiß, wo oben ist.');
    while (!(await known.isVisible())) await hand.rest(50);
    await page.getByRole('button', { name: 'Deine Daten', exact: true }).click();
    await page.getByRole('button', { name: 'Zurück', exact: true }).click();
    await page.getByRole('heading', { name: 'Dein Zauberstab' }).waitFor(); // back on the page where it was opened
    await page.getByRole('button', { name: 'Zurück', exact: true }).click();
    await page.getByRole('heading', { name: 'Dein Stab ist wach' }).waitFor();

    await page.reload();
    await hand.rest(600);
    await page.getByRole('button', { name: 'Einstellungen: Sprache, Farbschema, Ton' }).click();
    for (const name of ['Deutsch', 'Tag', 'Links', 'An'])
      expect(await page.getByRole('radio', { name, exact: true }).isChecked(), name).toBe(true);
    expect(pageErrors).toEqual([]);
    await context.close();
  });

  test('and other own pages are closed by the back button of the browser, which does not leave the room', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    const hand = await simulateSensors(page);
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    const awake = page.getByRole('heading', { name: 'Your wand is awake' });
    const settings = page.getByRole('heading', { name: 'Your wand', exact: true });
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
      await settings.waitFor();
    };
    await awake.waitFor();
    const { length } = await page.evaluate(() => ({ length: history.length }));
    await open();
    await page.getByRole('button', { name: 'Your data', exact: true }).click();
    await page.getByRole('heading', { name: 'Your data', exact: true }).waitFor();
    await page.goBack();
    await settings.waitFor();
    await page.goBack();
    await awake.waitFor();

    await open();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await awake.waitFor();
    await open(); // again and again, without more and more entries
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(length + 2);
    await page.goBack();
    await awake.waitFor();

    await open();
    await page.reload(); // which closes them, with their entries
    await page.getByRole('button', { name: 'Wake my wand' }).or(awake).first().waitFor();
    await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
    expect(pageErrors).toEqual([]);
    await context.close();
  });

  test('keep the language if another one fails to load, and say so', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
    const page = await context.newPage();
    const hand = await simulateSensors(page);
    await page.route('**/assets/locale-de-*.js', (route) => route.abort());
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
    // The choice may be reverted before it can be asserted.
    await page.getByRole('radio', { name: 'Deutsch' }).click({ force: true });
    await page.getByText('Deutsch couldn’t be loaded.').waitFor();
    expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
    await context.close();
  });
});
