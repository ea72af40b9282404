import { starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const heading = (page: Page, text: string): Promise<void> =>
  page
    .getByRole('region', { name: 'Casts', exact: true })
    .getByRole('heading')
    .filter({ hasText: new RegExp(`^${text}$`) })
    .waitFor();
const parts = () =>
  site.server.query<{ duration_ms: number; spell_id: string | null; label: string | null }>(
    `SELECT c.duration_ms, c.spell_id, l.spell_id AS label FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id
     WHERE original_id IS NOT NULL ORDER BY c.id`,
  );
const open = async (page: Page) => {
  await page.getByRole('button', { name: /^Open: / }).first().click(); // prettier-ignore
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Current label').waitFor();
  return dialog;
};

describe.skipIf(noBrowser !== undefined)('a cast in the explorer', () => {
  test('is trimmed by keyboard, undone, split by mouse, and restored from a part', async () => {
    const glyph = starterSpellbook.find(({ id }) => id === 'ember')?.glyph ?? '';
    await castAll(site.server, casts(glyph, 1, 1, 1), { intent: 'teach', spell: 'ember' });
    const [whole] = await site.server.query<{ duration_ms: number }>('SELECT duration_ms FROM casts');
    const durationMs = whole?.duration_ms ?? 0;
    const page = await site.console('#explore');
    const pageErrors = pageErrorsOf(page);
    await heading(page, '1 cast');

    let dialog = await open(page);
    await dialog.getByRole('button', { name: 'Trim or split' }).click();
    const start = dialog.getByRole('slider', { name: 'Start of the part to keep' });
    await expect.poll(() => start.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await dialog.getByRole('button', { name: 'Trim cast' }).isDisabled()).toBe(true);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await start.getAttribute('aria-valuenow')).toBe('220');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('2'); // would label the cast
    await page.keyboard.press('Escape'); // ends the cutting, not the dialog
    await dialog.getByRole('button', { name: 'Trim or split' }).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await dialog.getByText(`Keeps 400 ms to ${durationMs.toLocaleString('en')} ms`).waitFor();
    await dialog.getByRole('button', { name: 'Trim cast' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Cast of Quiet Otter 1 trimmed').waitFor();
    const [part] = await parts();
    expect(part).toMatchObject({ spell_id: 'ember', label: null });
    expect(part?.duration_ms).toBeLessThanOrEqual(durationMs - 400);
    await heading(page, '1 cast'); // the part instead of the whole
    await page.keyboard.press('z');
    await page.getByText('Undone: Cast of Quiet Otter 1 trimmed').waitFor();
    await expect.poll(parts).toEqual([]);

    // The list shows the deleted part until it is loaded again.
    const cut = dialog.getByRole('button', { name: 'Trim or split' });
    await expect
      .poll(async () => {
        if ((await dialog.count()) === 0) await page.getByRole('button', { name: /^Open: / }).first().click(); // prettier-ignore
        return cut.isVisible();
      })
      .toBe(true);
    await cut.click();
    await dialog.getByRole('radio', { name: 'Split in two' }).check();
    const line = dialog.getByRole('slider', { name: 'Where to split' });
    const box = await line.boundingBox();
    if (box === null) throw new Error('the line is not visible');
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 30, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const at = Number(await line.getAttribute('aria-valuenow'));
    expect(at).toBeLessThan(durationMs / 2 - 20);
    expect(at).toBeGreaterThanOrEqual(400);
    await dialog.getByRole('checkbox', { name: 'Both keep the label: Ember' }).check();
    await dialog.getByRole('button', { name: 'Split cast' }).click();
    await page.getByText('Cast of Quiet Otter 1 split in two').waitFor();
    await heading(page, '2 casts');
    expect((await parts()).map(({ spell_id }) => spell_id)).toEqual(['ember', 'ember']);

    dialog = await open(page);
    const restore = dialog.getByRole('button', { name: 'Restore the whole cast' });
    await restore.click();
    const question = page.getByRole('dialog', { name: 'Restore the whole cast?' });
    await question.getByText('Its parts are deleted, with their labels and comments.').waitFor();
    await page.keyboard.press('x'); // a key of the dialog below
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect((await parts()).map(({ spell_id }) => spell_id)).toEqual(['ember', 'ember']);
    await restore.click();
    await question.getByRole('button', { name: 'Restore and delete the parts' }).click();
    await heading(page, '1 cast');
    expect(await parts()).toEqual([]);
    expect(pageErrors).toEqual([]);
  });
});
