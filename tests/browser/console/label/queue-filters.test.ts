import { starterSpellbook } from '@wandcast/gesture';
import type { QueueState } from '@wandcast/protocol';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../../support/console-client.js';
import { becomeMember } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
const CASTS = 24;
const LABEL = 'SELECT spell_id AS spell FROM current_labels WHERE cast_id = $1';

const words = (page: Page, part: string): Promise<string[]> =>
  page.locator(`[data-cast] .words ${part}`).allInnerTexts();
const slice = (page: Page, name: RegExp): Locator =>
  page.getByRole('list', { name: 'Which casts' }).getByRole('button', { name });

/** Casts of two spells by several people; Bea and the owner disagree on one of them. @returns that one */
async function prepare(): Promise<string> {
  for (const [i, { glyph }] of starterSpellbook.slice(0, 2).entries())
    await castAll(site.server, casts(glyph ?? '', 4, 3, 80 + i));
  const owner = await openConsole(site.server);
  const bea = await openConsole(
    site.server,
    await becomeMember(await owner.ask('member:invite', { role: 'moderator', note: '' }), 'Bea'),
  );
  await expect.poll(() => owner.ask<QueueState>('queue:show', {})).toMatchObject({ scored: CASTS });
  const [cast] = await site.server.query<{ id: string }>('SELECT id FROM casts ORDER BY id LIMIT 1');
  const castId = cast?.id ?? '';
  await bea.ask('casts:label', { labels: [{ castId, kind: 'spell', spell: 'gale' }] });
  await owner.ask('casts:label', { labels: [{ castId, kind: 'spell', spell: 'tide' }] });
  for (const client of [owner, bea]) client.socket.disconnect();
  return castId;
}

describe.skipIf(noBrowser !== undefined)('the label queue', () => {
  test('offers disagreements, own labels, and the casts of one spell or one wizard', async () => {
    const castId = await prepare();
    const page = await site.console('#label');
    const pageErrors = pageErrorsOf(page);

    await slice(page, /^Disagreements 1$/).click();
    await page.getByText('Members gave it different labels. Your choice settles it.').waitFor();
    await page.getByText('Bea: Gale').waitFor();
    await page.keyboard.press('1');
    await expect.poll(() => site.server.query(LABEL, [castId])).toEqual([{ spell: 'ember' }]);

    await slice(page, /^My labels/).click();
    await page.getByText('You labeled it. A new label replaces yours.').waitFor();
    await expect.poll(() => page.locator('[data-cast]').count()).toBe(1);
    expect(await page.locator('[data-cast]').getAttribute('data-cast')).toBe(castId);

    await slice(page, /^All/).click();
    await expect.poll(async () => new Set(await words(page, 'b')).size).toBeGreaterThan(2);
    await page.getByRole('combobox', { name: 'Only casts of one spell' }).selectOption('Tide');
    await expect.poll(async () => new Set(await words(page, '.fine'))).toEqual(new Set(['no label / Tide']));
    const only = page.getByRole('checkbox', { name: /^Only .*’s casts$/ });
    await only.check();
    await expect.poll(async () => new Set(await words(page, 'b')).size).toBe(1);
    expect(await words(page, '.fine')).toContain('no label / Tide');
    await only.uncheck();
    await expect.poll(async () => new Set(await words(page, 'b')).size).toBeGreaterThan(1);
    expect(pageErrors).toEqual([]);
  });
});
