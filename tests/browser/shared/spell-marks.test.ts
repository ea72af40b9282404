import { starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const SPELLS = 24;
const HUES = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'];

async function openStage(width: number, height: number): Promise<Page> {
  const page = await (await site.browser.newContext({ viewport: { width, height } })).newPage();
  await page.goto(site.server.links.stage);
  return page;
}
/** Hue and pattern of every mark in the picture. */
const marksOn = (page: Page): Promise<string[]> =>
  page.locator('.spell-mark').evaluateAll((marks) =>
    marks.map((mark) => `${mark.getAttribute('data-hue') ?? ''} ${mark.classList[1] ?? ''}`),
  ); // prettier-ignore

describe.skipIf(noBrowser !== undefined)('the stage with a book of 24 spells', () => {
  test('marks each spell by hue and pattern, and a book without shared hues by hue alone', async () => {
    const client = await openConsole(site.server);
    const pages = [await openStage(1280, 720), await openStage(1920, 1080)];
    const pageErrors = pages.map(pageErrorsOf);
    const show = async (view: string, isShown: string | RegExp): Promise<void> => {
      await client.ask('stage:show', { view });
      for (const page of pages)
        await page.locator(`.picture[data-view="${view}"]`).getByText(isShown).first().waitFor();
    };
    await show('teach', 'Ember');
    for (const page of pages) expect(await marksOn(page)).toEqual([]);

    for (let i = starterSpellbook.length; i < SPELLS; i++) {
      const glyph = starterSpellbook[(5 * i + 1) % starterSpellbook.length]?.glyph ?? null;
      await client.ask('spell:create', { name: `Charm ${i + 1}`, hue: HUES[i % HUES.length], glyph });
    }
    await show('teach', 'Charm 24');
    for (const page of pages) {
      const marks = await marksOn(page);
      expect(marks).toHaveLength(SPELLS);
      expect(new Set(marks).size).toBe(SPELLS);
    }
    await client.ask('round:start', { kind: 'free', spell: null, seconds: 60 });
    await show('round', 'have cast'); // the tally, once it is played
    for (const page of pages) {
      const marks = await marksOn(page);
      expect(marks).toHaveLength(7);
      expect(new Set(marks).size).toBe(7); // with the seventh, Ember’s hue comes again
    }
    await show('training', /./);
    expect(pageErrors.flat()).toEqual([]);
    for (const page of pages) await page.context().close();
    client.socket.disconnect();
  });
});
