import { starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { castAll, casts } from '../../../support/console-client.js';
import { noBrowser } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
/** The texts of the elements that do not fit into their boxes. */
const cutOff = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((all) =>
      all.flatMap((one) => (one.scrollWidth > one.clientWidth + 1 ? [one.textContent.trim()] : [])),
    );

describe.skipIf(noBrowser !== undefined)('at 1280 x 800', () => {
  beforeEach(async () => {
    await castAll(site.server, casts(starterSpellbook[0]?.glyph ?? '', 1, 2, 1));
  });

  test('the names of spells to label with, and the views of the stage, can be read in full', async () => {
    const page = await site.console('#label');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('.names button').first().waitFor();
    expect(await cutOff(page, '.names span')).toEqual([]);
    await page.goto(`${site.server.url}/console?lang=de#run`);
    await page.getByRole('button', { name: 'Siegerehrung' }).first().waitFor();
    expect(await cutOff(page, '.views button')).toEqual([]);
    await page.context().close();
  });
});
