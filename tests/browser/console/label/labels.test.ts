import { starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts } from '../../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

const LABELS = `SELECT coalesce(spell_id, 'discarded') AS label, count(*)::int AS casts FROM current_labels GROUP BY 1 ORDER BY 1`;
const storedLabels = () => site.server.query<{ label: string; casts: number }>(LABELS);

describe.skipIf(noBrowser !== undefined)('casts taught as the wrong spell', () => {
  test('are found in the matrix, labeled by keyboard, and used in training', async () => {
    const taught = starterSpellbook.slice(0, 3);
    const teach = async (glyph: string | null | undefined, people: number, spell: string, seed: number) =>
      castAll(site.server, casts(glyph ?? '', people, 3, seed), { intent: 'teach', spell });
    for (const [i, { id, glyph }] of taught.entries()) await teach(glyph, 4, id, 20 + i);
    await teach(taught[1]?.glyph, 1, 'ember', 30); // someone had the two mixed up

    const [consolePage, second] = [await site.console('#models'), await site.console('#models')];
    const pageErrors = [pageErrorsOf(consolePage), pageErrorsOf(second)];
    await consolePage.getByText('15 casts, 5 people').waitFor();
    await consolePage.getByText(/^Kind:/).click();
    await consolePage.getByText('Random kernels', { exact: true }).click();
    await consolePage.getByRole('button', { name: /^Train v/ }).click();
    const cell = /^Ember recognized as Tide: 3\./;
    const openCell = async (page: Page): Promise<void> => {
      await page.getByRole('button', { name: cell }).click();
      await page.getByText('The next training uses the labels you change here.').waitFor();
      await page.getByRole('dialog').getByRole('combobox').first().waitFor();
    };
    await openCell(consolePage); // may show the first model; the drawer stays open when the final one becomes active
    await second.getByRole('button', { name: /^Train v3/ }).waitFor();
    await openCell(second);

    await consolePage.keyboard.press('x');
    await consolePage.getByText('1 cast changed').waitFor();
    await consolePage.keyboard.press('j');
    await consolePage.keyboard.press('2');
    await consolePage.getByText('2 casts changed').waitFor();
    await consolePage.keyboard.press('j');
    await consolePage.keyboard.press('2');
    await consolePage.getByText('3 casts changed').waitFor();
    await expect.poll(storedLabels).toEqual([{ label: 'discarded', casts: 1 }, { label: 'tide', casts: 2 }]); // prettier-ignore
    const lists = second.getByRole('dialog').getByRole('combobox');
    const shown = async (): Promise<string[]> => (await lists.evaluateAll(selectedTexts)).sort();
    await expect.poll(shown).toEqual(['Discarded', 'Tide', 'Tide']);

    for (let i = 0; i < 3; i++) {
      await consolePage.keyboard.press('z');
      await consolePage
        .getByText(
          i < 2 ? `${2 - i} ${i < 1 ? 'casts' : 'cast'} changed` : 'The next training uses the labels you change here.',
        )
        .waitFor();
    }
    await expect.poll(storedLabels).toEqual([]);
    for (const key of ['2', 'j', '2', 'j', '2']) await consolePage.keyboard.press(key);
    await consolePage.getByText('3 casts changed').waitFor();
    await consolePage.keyboard.press('Escape');
    await consolePage.getByText('12 casts, 4 people').first().waitFor();

    await consolePage.getByRole('button', { name: /^Train v/ }).click(); // available after the first training
    await consolePage.getByText('15 casts, 5 people').first().waitFor(); // Tide's new counts
    await consolePage.getByRole('button', { name: /^Tide recognized as Tide: 1[45]\./ }).waitFor();
    expect(pageErrors.flat()).toEqual([]);
  });
});

/** The text of each list's selected option. */
function selectedTexts(lists: (HTMLElement | SVGElement)[]): string[] {
  return lists.map((list) => (list as HTMLSelectElement).selectedOptions[0]?.text ?? '');
}
