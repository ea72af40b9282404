import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../../support/console-client.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
let client: ConsoleClient;
beforeEach(async () => {
  if (noBrowser === undefined) client = await openConsole(site.server);
});
afterEach(() => {
  if (noBrowser === undefined) client.socket.disconnect();
});

describe.skipIf(noBrowser !== undefined)('the moderator of a show', () => {
  test('sees which step lacks its spell, and why a step was refused until they have read it', async () => {
    await client.ask('spell:remove', { spellId: 'tide' });
    const page = await site.console();
    const pageErrors = pageErrorsOf(page);
    const step = page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /^Round 1/ });
    await step.getByText('The book lacks Tide').waitFor();
    await step.click();
    await page.getByRole('button', { name: 'Go here' }).click();
    const refusal = page.getByRole('alert').filter({ hasText: /did not start.*not in the spellbook/ });
    await refusal.waitFor();
    for (const announcement of ['One', 'Two']) {
      await client.ask('stage:direct', { announcement }); // the state changes
      await expect.poll(() => page.getByLabel('Announcement for stage and phones').inputValue()).toBe(announcement);
    }
    await page.getByRole('link', { name: 'Book', exact: true }).click();
    expect(await refusal.isVisible()).toBe(true);
    await refusal.getByRole('button', { name: 'Dismiss' }).click();
    await refusal.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  });

  test('sees what the stage shows, and can hide it', async () => {
    const page = await site.console();
    const preview = page.frameLocator('iframe[title="What the stage shows now"]');
    for (const view of ['lobby', 'teach']) {
      await client.ask('stage:show', { view });
      await preview.locator(`main[data-view="${view}"]`).waitFor();
    }
    await page.getByRole('button', { name: 'Hide preview' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Show preview' }).waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
  });

  test('makes the console dark for a dark hall, and finds it dark again', async () => {
    const page = await site.console();
    const ground = (): Promise<number[]> =>
      page.evaluate(() => (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number));
    const isDark = async (): Promise<boolean> => {
      const [red = 255, green = 255, blue = 255] = await ground();
      return Math.max(red, green, blue) < 64;
    };
    const theme = page.getByRole('button', { name: /^Colors: / });
    await theme.waitFor();
    expect(await isDark()).toBe(false);
    const dark = page.getByRole('button', { name: 'Colors: dark' });
    await theme.click(); // light, system, dark
    await theme.click();
    await dark.waitFor();
    expect(await isDark()).toBe(true);
    await page.reload();
    await dark.waitFor();
    expect(await isDark()).toBe(true);
  });

  test('reads the list of shortcuts from its top', async () => {
    const page = await site.console();
    await page.setViewportSize({ width: 1280, height: 500 });
    await page.getByRole('button', { name: /^Shortcuts/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
    await dialog.waitFor();
    expect(await dialog.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true);
    expect(await dialog.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  });
});
