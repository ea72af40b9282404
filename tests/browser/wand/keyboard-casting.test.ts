import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** Tabs to the button with this name and presses it. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  const isThere = () => button.evaluate((element) => element === document.activeElement);
  for (let stops = 0; !(await isThere()); stops++) {
    if (stops > 40) throw new Error(`no Tab leads to "${name}"`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}

describe.skipIf(noBrowser !== undefined)('with the keyboard only', () => {
  test('a participant joins, casts with number keys, cancels a cast and turns the shortcuts off', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const pageErrors = pageErrorsOf(page);
    await page.goto(site.server.links.join);
    await press(page, /^Wake my wand/);
    await press(page, 'Draw with mouse or finger');
    const pad = page.getByRole('application', { name: 'Draw a spell here' });
    await pad.waitFor();
    await page.getByText(/^Keys 1 to \d cast, Esc cancels it\.$/).waitFor();
    const first = page.getByRole('button', { name: /^Draw .* for me$/ }).first();
    expect(await first.getAttribute('aria-keyshortcuts')).toBe('1');
    const spell = /^Draw (.*) for me$/.exec((await first.getAttribute('aria-label')) ?? '')?.[1] ?? '';

    const status = page.getByRole('status');
    const again = page.getByRole('button', { name: 'Show spells' });
    await page.keyboard.press('1');
    await status.filter({ hasText: new RegExp(`^${spell}\\. .*sure\\.$`) }).waitFor();
    await again.waitFor();
    await page.waitForFunction(() => document.activeElement?.role === 'application'); // ready for the next cast
    await page.keyboard.press('2');
    await again.waitFor({ state: 'detached' });
    await again.waitFor();
    await Promise.all(['3', 'Escape'].map((key) => page.keyboard.press(key))); // at once, without the way back
    await status.filter({ hasText: 'Canceled.' }).waitFor();

    await page.getByText('Tapped spells are scored separately.').waitFor();
    await press(page, 'Turn off shortcuts');
    await page.getByText('Number-key shortcuts are off.').waitFor();
    await page.keyboard.press('1');
    await press(page, `Draw ${spell} for me`); // the button exists, so no spell was drawn meanwhile
    await again.waitFor();
    const stored = await site.server.query<{ source: string; intent: string }>('SELECT source, intent FROM casts');
    expect(stored).toEqual(Array.from({ length: 3 }, () => ({ source: 'tapped', intent: 'cast' })));
    expect(pageErrors).toEqual([]);
    await context.close();
  });
});
