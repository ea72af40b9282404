import { starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { castAll, casts } from '../../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
const parts = () =>
  site.server.query<{ duration_ms: number; whole: number }>(
    `SELECT part.duration_ms, whole.duration_ms AS whole FROM casts part JOIN casts whole ON whole.id = part.original_id
     ORDER BY part.id`,
  );
const countLabels = async () => (await site.server.query('SELECT cast_id FROM current_labels')).length;

describe.skipIf(noBrowser !== undefined)('a cast in the label queue', () => {
  test('is trimmed by keyboard, undone, and split by mouse; the whole cast is kept', async () => {
    const ember = starterSpellbook.find(({ id }) => id === 'ember')?.glyph ?? '';
    await castAll(site.server, casts(ember, 1, 2, 1));
    const page = await site.console('#label');
    const pageErrors = pageErrorsOf(page);
    const open = page.getByRole('button', { name: 'Trim or split' });
    await open.and(page.locator(':enabled')).waitFor();
    const when = page.locator('.who');
    const shown = await when.innerText();

    await page.keyboard.press('t');
    const start = page.getByRole('slider', { name: 'Start of the part to keep' });
    await expect.poll(() => start.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('2'); // would label the cast
    await page.keyboard.press('Escape');
    await open.waitFor();
    await page.keyboard.press('T');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await start.getAttribute('aria-valuenow')).toBe('220');
    await page.getByRole('button', { name: 'Trim cast' }).press('Enter');
    await page.getByText('Cast of Quiet Otter 1 trimmed').waitFor();
    await expect.poll(() => when.innerText()).not.toBe(shown); // the other cast
    const [part] = await parts();
    expect(part?.duration_ms).toBeLessThanOrEqual((part?.whole ?? 0) - 220);

    await page.keyboard.press('z');
    await page.getByText('Undone: Cast of Quiet Otter 1 trimmed').waitFor();
    expect(await parts()).toEqual([]);
    await expect.poll(() => when.innerText()).toBe(shown); // back at its place
    expect(await countLabels()).toBe(0);

    await open.click();
    await page.getByRole('radio', { name: 'Split in two' }).check();
    await page.getByRole('button', { name: 'Split cast' }).click();
    await page.getByText('Cast of Quiet Otter 1 split in two').waitFor();
    expect(await parts()).toHaveLength(2);
    await page.keyboard.press('2'); // labels again
    await expect.poll(countLabels).toBe(1);
    await page.keyboard.press('z');
    await expect.poll(countLabels).toBe(0);
    expect(pageErrors).toEqual([]);
  });

  test('has no label yet, so that Explore groups all casts by recognized spell, until the other rows are chosen', async () => {
    const page = await site.console('#explore?view=map');
    const byRecognized = page.getByRole('radio', { name: 'By recognized spell' });
    await byRecognized.and(page.locator('[aria-checked=true]')).waitFor();
    await byRecognized.press('ArrowRight'); // to the first one again
    const byLabel = page.getByRole('radio', { name: 'By current label' });
    await byLabel.and(page.locator('[aria-checked=true]')).waitFor();
    expect(await byLabel.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(new URL(page.url()).hash).toBe('#explore?rows=label&view=map');
    await page.keyboard.press('Tab');
    expect(await byRecognized.evaluate((button) => button === document.activeElement)).toBe(false);
    await byLabel.press('ArrowLeft');
    await byRecognized.and(page.locator('[aria-checked=true]')).waitFor();
  });
});
