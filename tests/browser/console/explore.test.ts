import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedCasts } from '../../support/seed-casts.js';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { openPool } from '../../support/database-pool.js';

const site = openSite();

async function fill(count: number, people: number, seed: number): Promise<void> {
  const pool = openPool(site.server.databaseUrl);
  await seedCasts(pool, { casts: count, people, seed });
  await pool.end();
}
const LABELS = `SELECT coalesce(spell_id, 'discarded') AS label, count(*)::int AS casts FROM current_labels GROUP BY 1 ORDER BY 1`;
const storedLabels = async (): Promise<string[]> =>
  (await site.server.query<{ label: string; casts: number }>(LABELS)).map(({ label, casts: n }) => `${label} ${n}`);

/** The heading of the list, which shows its number of casts. */
const heading = (page: Page) => page.getByRole('region', { name: 'Casts', exact: true }).getByRole('heading');
const waitForHeading = (page: Page, text: string | RegExp): Promise<void> =>
  heading(page).filter({ hasText: text }).waitFor();

describe.skipIf(noBrowser !== undefined)('the explorer', () => {
  test('is empty for a blank book, and shows the first cast automatically', async () => {
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await page.getByText('The book is blank').waitFor();
    await castAll(site.server, casts('M18 82 L50 18 L82 82 L27 82', 1, 1, 1), { intent: 'teach', spell: 'ember' });
    await waitForHeading(page, '1 cast');
    expect(pageErrors).toEqual([]);
  });

  test('filters, and keeps the filters across a reload', async () => {
    await fill(600, 12, 4);
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await waitForHeading(page, '601 casts');
    await page.getByRole('button', { name: 'Only Tide' }).click();
    await page.getByRole('button', { name: 'Only Another spell' }).click();
    const few = await heading(page).textContent();
    expect(Number.parseInt(few ?? '', 10)).toBeLessThan(20);
    expect(new URL(page.url()).hash).toBe('#explore?spell=tide&agreement=differs');
    await page.reload();
    await waitForHeading(page, few ?? '');
    await page.getByRole('checkbox', { name: /^Gale/ }).check();
    await page.getByRole('combobox', { name: 'Wizard' }).selectOption({ index: 3 });
    await page.getByRole('button', { name: 'Clear 3 filters' }).click();
    await waitForHeading(page, '601 casts');

    await page.getByRole('slider', { name: /^Time shown/ }).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await waitForHeading(page, /^5\d\d casts/);
    await page.getByRole('radio', { name: 'By recognized spell' }).click();
    await page.getByText('No spell recognized').first().waitFor();
    expect(pageErrors).toEqual([]);
  });

  test('selects, discards, undoes, relabels and restores in bulk by keyboard', async () => {
    const [page, other] = [
      await site.console('#explore?state=original'),
      await site.console('#explore?state=discarded'),
    ];
    const pageErrors = [pageErrorsOf(page), pageErrorsOf(other)];
    await waitForHeading(page, /^4\d\d casts/);
    await waitForHeading(other, '0 casts');
    await page.getByRole('application', { name: /^Ember, x/ }).focus();
    for (const key of ['ArrowUp', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp']) await page.keyboard.press(key);
    await waitForHeading(page, /^\d+ Ember selected/);
    const brushed = Number.parseInt((await heading(page).textContent()) ?? '', 10);
    expect(brushed).toBeGreaterThan(3);
    await page.getByText(`${brushed} selected`).waitFor();

    await page.keyboard.press('x');
    await page.getByText(`${brushed} casts discarded.`).waitFor();
    await waitForHeading(page, /^0 Ember selected/);
    await waitForHeading(other, `${brushed} casts`); // the other console is updated
    expect(await storedLabels()).toEqual([`discarded ${brushed}`]);
    await page.keyboard.press('z');
    await page.getByText('Undone:').waitFor();
    await waitForHeading(page, `${brushed} Ember selected`);
    await expect.poll(storedLabels).toEqual([]);

    await page.keyboard.press('a');
    await page.keyboard.press('2');
    await page.getByText(`${brushed} casts labeled Tide.`).waitFor();
    expect(await storedLabels()).toEqual([`tide ${brushed}`]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Only Labeled' }).click();
    await waitForHeading(page, `${brushed} casts`);
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    await page.getByText(`${brushed} casts restored to the original label.`).waitFor();
    expect(await storedLabels()).toEqual([]);
    expect(pageErrors.flat()).toEqual([]);
  });

  test('opens a cast on a click on its line, and labels it', async () => {
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await waitForHeading(page, '601 casts');
    const panel = await page.getByRole('application', { name: /^Gale, y/ }).boundingBox();
    if (panel === null) throw new Error('Gale has no panel');
    await page.mouse.click(panel.x + panel.width / 4, panel.y + panel.height / 2);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Current label').waitFor();
    await dialog.getByRole('combobox').waitFor();
    await page.keyboard.press('x');
    await expect.poll(storedLabels).toEqual(['discarded 1']);
    await page.keyboard.press('j');
    await dialog.getByRole('combobox').waitFor();
    await page.keyboard.press('1');
    await expect.poll(storedLabels).toEqual(['discarded 1', 'ember 1']);
    const tides = () => site.server.query('SELECT 1 FROM labels WHERE spell_id = $1', ['tide']);
    const before = (await tides()).length;
    await page.keyboard.down('1');
    await page.keyboard.down('2'); // as if held down: its repetition is ignored
    await page.keyboard.down('2');
    await page.keyboard.up('2');
    await page.keyboard.up('1');
    await expect.poll(storedLabels).toEqual(['discarded 1', 'tide 1']);
    expect(await tides()).toHaveLength(before + 1);
    await page.keyboard.press('z');
    await expect.poll(storedLabels).toEqual(['discarded 1', 'ember 1']);
    for (const left of [['discarded 1'], []]) {
      await page.keyboard.press('z');
      await expect.poll(storedLabels).toEqual(left);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  });

  test('keeps the band, the selection and the open cast while all casts are loaded again', async () => {
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await waitForHeading(page, /^60\d casts/);
    const casts = Number.parseInt((await heading(page).textContent()) ?? '', 10);
    /** How many casts are labeled Tide. */
    const tides = page.locator('.facet').first().locator('.value', { hasText: 'Tide' }).locator('.casts'); // prettier-ignore
    const labeled = Number(await tides.textContent());
    await page.getByRole('application', { name: /^Ember, x/ }).focus();
    for (const key of ['ArrowUp', 'ArrowLeft']) await page.keyboard.press(key);
    await waitForHeading(page, /^\d+ Ember selected/);
    const banded = (await heading(page).textContent()) ?? '';
    await page.getByRole('checkbox', { name: /^Select / }).first().uncheck(); // prettier-ignore
    const selected = page.getByText(`${Number.parseInt(banded, 10) - 1} selected`);
    await selected.waitFor();
    await page.getByRole('button', { name: /^Open: / }).last().click(); // prettier-ignore
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Trim or split' }).click();
    await page.keyboard.press('Shift+ArrowRight');
    const start = dialog.getByRole('slider', { name: 'Start of the part to keep' });
    const from = await start.getAttribute('aria-valuenow');

    // Somebody else splits another cast.
    const client = await openConsole(site.server);
    const [tide] = await site.server.query<{ id: string }>(
      `SELECT id FROM casts WHERE spell_id = 'tide' AND duration_ms > 1000
        AND id NOT IN (SELECT original_id FROM casts WHERE original_id IS NOT NULL) ORDER BY id LIMIT 1`,
    );
    await client.ask('cast:split', { castId: tide?.id ?? '', atMs: 500, keepsLabel: false });
    client.socket.disconnect();
    await expect.poll(() => tides.textContent()).toBe(String(labeled - 1)); // all casts were loaded again
    expect(await start.getAttribute('aria-valuenow')).toBe(from);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await selected.waitFor();
    expect(await heading(page).textContent()).toBe(banded);
    await page.keyboard.press('Escape');
    await waitForHeading(page, `${casts + 1} casts`);
    expect(pageErrors).toEqual([]);
  });

  test('reports a failure to load, and retries', async () => {
    const page = await site.console('#run');
    // It also tries again by itself, so only what is asked for after the click gets through.
    const wasPressed = (): Promise<boolean> => page.evaluate(() => 'pressed' in document.documentElement.dataset);
    await page.route('**/casts/overview*', async (route) => ((await wasPressed()) ? route.continue() : route.abort()));
    await page.evaluate(() => {
      const isRetry = ({ target }: Event): boolean =>
        (target as Element).closest('button')?.textContent === 'Try again';
      const { dataset } = document.documentElement;
      document.addEventListener('click', (event) => isRetry(event) && (dataset['pressed'] = ''), true);
    });
    await page.getByRole('link', { name: 'Explore' }).click();
    await page.getByText('The casts could not be loaded').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForHeading(page, /^60\d casts/);
  });
});
