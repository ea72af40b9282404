import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { seedCasts } from '../../support/seed-casts.js';
import { becomeMember } from '../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const glyph = 'M18 82 L50 18 L82 82 L27 82';

async function fill(count: number, people: number, seed: number): Promise<void> {
  const pool = openPool(site.server.databaseUrl);
  await seedCasts(pool, { casts: count, people, seed });
  await pool.end();
}
const LABELS = `SELECT coalesce(spell_id, 'discarded') AS label, count(*)::int AS casts FROM current_labels GROUP BY 1 ORDER BY 1`;
const storedLabels = async (): Promise<string[]> =>
  (await site.server.query<{ label: string; casts: number }>(LABELS)).map(({ label, casts: n }) => `${label} ${n}`);

const heading = (page: Page): Locator => page.getByRole('region', { name: 'Casts', exact: true }).getByRole('heading');
const mapOf = (page: Page, casts_: string | RegExp): Locator =>
  page.getByRole('application', { name: typeof casts_ === 'string' ? `Map of ${casts_}.` : casts_ });
/** Waits until all casts have their place. */
const isComplete = (page: Page): Promise<void> =>
  page
    .getByText(/^Casts that look alike to model v\d+ are close;[^.]*\. Drag to select, .*to zoom\.$/)
    .waitFor({ timeout: 25_000 });
const countOf = async (page: Page): Promise<number> => Number.parseInt((await heading(page).textContent()) ?? '', 10);

/** Drags around a part of the map, given in shares of its size. */
async function drag(page: Page, corners: readonly (readonly [number, number])[]): Promise<void> {
  const box = await mapOf(page, /^Map of/).boundingBox();
  if (box === null) throw new Error('the map is not shown');
  const [first, ...rest] = corners.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  await page.mouse.move(...(first ?? [0, 0]));
  await page.mouse.down();
  for (const corner of rest) await page.mouse.move(...corner, { steps: 6 });
  await page.mouse.up();
}
const EVERYTHING = [[0.01, 0.01], [0.99, 0.01], [0.99, 0.99], [0.01, 0.99]] as const; // prettier-ignore

describe.skipIf(noBrowser !== undefined)('the map of all casts', () => {
  test('has a notice without casts, and shows the first ones without a reload', async () => {
    const page = await site.console('#explore?view=map');
    const pageErrors = pageErrorsOf(page);
    await page.getByText('The book is blank').waitFor();
    for (let i = 1; i <= 3; i++) {
      await castAll(site.server, casts(glyph, 1, 1, i), { intent: 'teach', spell: 'ember' });
      await mapOf(page, i === 1 ? '1 cast' : `${i} casts`).waitFor();
      await isComplete(page);
    }
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('is found beside the lines, and keeps its colors and filters in the URL', async () => {
    await fill(240, 10, 4);
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('radio', { name: 'Map' }).click();
    await isComplete(page);
    await mapOf(page, '243 casts').waitFor();
    const legend = page.getByRole('list', { name: 'Legend' });
    await legend.getByText('Ember').waitFor();
    await page.getByLabel('Color by').selectOption('Wizard');
    await legend.getByText('Other wizards').waitFor();
    await page.getByLabel('Color by').selectOption('Doubt');
    await legend.getByText('Over 50%').waitFor();
    await page.getByRole('button', { name: 'Only Tide' }).click();
    expect(new URL(page.url()).hash).toBe('#explore?spell=tide&view=map&color=doubt');
    const shown = await countOf(page);
    await page.reload();
    await mapOf(page, `${shown} casts`).waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await mapOf(page, '243 casts').waitFor(); // still the map
    expect(await page.getByLabel('Color by').inputValue()).toBe('doubt');
    await page.getByRole('radio', { name: 'Lines' }).click();
    await page.getByRole('application', { name: /^Ember, x/ }).waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('selects with a lasso, labels, discards and undoes', async () => {
    const page = await site.console('#explore?view=map');
    const pageErrors = pageErrorsOf(page);
    await isComplete(page);
    await drag(page, EVERYTHING);
    await page.getByRole('heading', { name: '243 casts selected' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '243 casts', exact: true }).waitFor();
    await drag(page, [[0.01, 0.01], [0.6, 0.01], [0.6, 0.99], [0.01, 0.99]]); // prettier-ignore
    await page.getByRole('heading', { name: /^\d+ casts? selected$/ }).waitFor();
    const some = await countOf(page);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(243);
    await page.keyboard.press('2');
    await page.getByText(/^\d+ casts? labeled Tide\.$/).waitFor();
    await expect.poll(storedLabels).toEqual([`tide ${some}`]);
    await page.keyboard.press('z');
    await expect.poll(storedLabels).toEqual([]);
    await page.getByRole('button', { name: /^Discard/ }).click();
    await expect.poll(storedLabels).toEqual([`discarded ${some}`]);
    await mapOf(page, `${243 - some} casts`).waitFor(); // hidden by the filter, and faint on the map
    await page.keyboard.press('z');
    await expect.poll(storedLabels).toEqual([]);
    await mapOf(page, '243 casts').waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('works by keyboard alone: a rectangle, single casts, and zoom', async () => {
    const page = await site.console('#explore?view=map');
    const pageErrors = pageErrorsOf(page);
    await isComplete(page);
    await mapOf(page, '243 casts').focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: /selected$/ }).waitFor();
    const first = await countOf(page);
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowUp');
    for (let i = 0; i < 40; i++) await page.keyboard.press('Shift+ArrowRight');
    for (let i = 0; i < 40; i++) await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => countOf(page)).toBeGreaterThan(first);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '243 casts', exact: true }).waitFor();

    await page.keyboard.press('PageDown');
    const card = page.locator('.card');
    await card.locator('path').waitFor(); // its path was fetched
    const facts = await card.innerText();
    await page.keyboard.press('PageDown');
    await expect.poll(() => card.innerText()).not.toBe(facts);
    await page.keyboard.press('PageUp');
    await expect.poll(() => card.innerText()).toBe(facts);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Current label').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    for (const key of ['+', '+', '+', '+']) await page.keyboard.press(key);
    await drag(page, EVERYTHING);
    await page.getByRole('heading', { name: /selected$/ }).waitFor();
    const near = await countOf(page);
    expect(near).toBeLessThan(243);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await drag(page, EVERYTHING);
    await page.getByRole('heading', { name: '243 casts selected' }).waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('shows the cast under the pointer, and opens it on a click', async () => {
    const page = await site.console('#explore?view=map');
    await isComplete(page);
    const box = await mapOf(page, '243 casts').boundingBox();
    if (box === null) throw new Error('the map is not shown');
    const card = page.locator('.card');
    // Over the map in a grid, until a cast is hit.
    let hit: [number, number] | undefined;
    for (let y = 8; y < box.height && hit === undefined; y += 12)
      for (let x = 8; x < box.width && hit === undefined; x += 12) {
        await page.mouse.move(box.x + x, box.y + y);
        if ((await card.count()) > 0) hit = [box.x + x, box.y + y];
      }
    const name = await card.locator('b').innerText();
    await page.mouse.click(...(hit ?? [0, 0]));
    await page.getByRole('dialog').getByRole('heading', { name, exact: true }).waitFor();
    await page.context().close();
  });

  test('can be seen by a viewer, who cannot label', async () => {
    const client = await openConsole(site.server);
    const viewer = await becomeMember(await client.ask<string>('member:invite', { role: 'viewer', note: '' }), 'Vera');
    client.socket.disconnect();
    const page = await site.console('#explore?view=map', viewer);
    await isComplete(page);
    await drag(page, EVERYTHING);
    await page.getByRole('heading', { name: '243 casts selected' }).waitFor();
    expect(await page.getByRole('button', { name: /^Discard/ }).isDisabled()).toBe(true);
    await page.keyboard.press('x');
    expect(await storedLabels()).toEqual([]);
    await page.context().close();
  });

  test('reports a failure to load, and retries', async () => {
    const page = await site.console('#explore');
    await page.route('**/casts/map*', (route) => route.abort());
    await page.getByRole('radio', { name: 'Map' }).click();
    await page.getByText('could not be reached').waitFor();
    await page.unroute('**/casts/map*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await isComplete(page);
    await page.context().close();
  });
});
