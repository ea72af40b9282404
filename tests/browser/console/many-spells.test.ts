import { starterSpellbook } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const SPELLS = 24;
const glyph = starterSpellbook[0]?.glyph ?? '';

/** The smallest screen that the console supports. */
const SMALL = { width: 1280, height: 800 } as const;

const hueOf = (i: number): string => ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'][i % 6] ?? '';
let book: readonly Spell[] = [];

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  const client = await openConsole(site.server);
  for (let i = starterSpellbook.length; i < SPELLS; i++)
    await client.ask('spell:create', { name: `Wandering Willow Wisp ${i + 1}`, hue: hueOf(i), glyph: null });
  await castAll(site.server, casts(glyph, 4, 3, 7), { intent: 'teach', spell: 'ember' });
  client.socket.disconnect();
  const again = await openConsole(site.server);
  book = again.state.spells;
  again.socket.disconnect();
});

const LABELS = 'SELECT spell_id AS spell, count(*)::int AS casts FROM current_labels GROUP BY 1';
/** Number of casts with this label. */
const countLabeled = async (spell: string | undefined): Promise<number> =>
  (await site.server.query<{ spell: string; casts: number }>(LABELS)).find((row) => row.spell === spell)?.casts ?? 0;

async function openSmall(hash: string): Promise<Page> {
  const page = await site.console(hash);
  await page.setViewportSize(SMALL);
  return page;
}

describe.skipIf(noBrowser !== undefined)('a book of 24 spells', () => {
  test('has a key for each spell in the label queue, as its button shows', async () => {
    const page = await openSmall('#label');
    const pageErrors = pageErrorsOf(page);
    await page.locator('.reason').waitFor();
    const keycaps = await page.locator('.names kbd').allInnerTexts();
    expect(keycaps.join('')).toBe('1234567890CDEFHLMNOPQSVY');
    for (const [place, key] of [
      [9, '0'],
      [10, 'c'],
      [23, 'y'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => countLabeled(book[place]?.id)).toBe(1);
    }
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('has the same keys in the explorer', async () => {
    const page = await openSmall('#explore');
    const pageErrors = pageErrorsOf(page);
    await page.getByText('12 casts').first().waitFor();
    const selected = page.getByText('12 selected');
    const selectAll = async (): Promise<number> => {
      await page.keyboard.press('a'); // again if the casts are reloaded, which clears the selection
      return selected.count();
    };
    await expect.poll(selectAll).toBe(1);
    await page.keyboard.press('v');
    await page.getByText(`12 casts labeled ${book[22]?.name ?? ''}.`).waitFor();
    expect(await countLabeled(book[22]?.id)).toBe(12);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('marks each spell with another color or line', async () => {
    const page = await openSmall('#book');
    const marks = page.getByRole('button', { name: /^Color of / });
    await expect.poll(() => marks.count()).toBe(SPELLS);
    const names = await marks.evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(new Set(names.map((name) => name.slice(name.lastIndexOf(':')))).size).toBe(SPELLS);
    await page.context().close();
  });

  test.each(['run', 'book', 'label', 'explore', 'models', 'data', 'team', 'phones'])(
    'fits into 1280 by 800 on the screen %s, in both themes',
    async (screen) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await openSmall(`#${screen}`);
        await page.emulateMedia({ colorScheme });
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([screen, colorScheme, wide]).toEqual([screen, colorScheme, 0]);
        await page.context().close();
      }
    },
  );
});
