import type { Spell } from '@wandcast/protocol';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { becomeMember } from '../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { castByRing, MAX_ATTEMPTS, resultOn } from '../support/cast-by-ring.js';
import { keyboardOf } from '../support/keyboard.js';
import { joinRoom, openPhone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

const listOf = (page: Page): Locator => page.getByRole('list', { name: 'Preparations' });
const rowOf = (page: Page, title: string): Locator => listOf(page).getByRole('listitem').filter({ hasText: title });
const untilIt = (page: Page, title: string, status: 'Done' | 'To do' | 'Skipped'): Promise<void> =>
  rowOf(page, title).getByRole('img', { name: status, exact: true }).waitFor();
const hasFocus = (one: Locator): Promise<boolean> => one.evaluate((element) => element === document.activeElement);

async function goToRun(page: Page): Promise<void> {
  await keyboardOf(page).press('g', 'r');
  await listOf(page).waitFor();
}
/** Asks the server as the owner. */
async function ask<T>(message: string, value: object): Promise<T> {
  const client = await openConsole(site.server);
  const answer = await client.ask<T>(message, value);
  client.socket.disconnect();
  return answer;
}
/** Whether nothing on the Run screen is scrolled or cut. */
async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const columns = [...document.querySelectorAll('.run > .column'), document.documentElement];
    return columns.every((one) => one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth);
  });
}

describe.skipIf(noBrowser !== undefined)('the guide before the show', () => {
  test('remembers what was skipped and that it was dismissed, by keyboard, and fits a small screen', async () => {
    const page = await site.console();
    const pageErrors = pageErrorsOf(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await listOf(page).waitFor();
    expect(await listOf(page).getByRole('listitem').count()).toBe(5);
    expect(await fits(page)).toBe(true);

    const skip = rowOf(page, 'Let a phone join').getByRole('button', { name: /^(Skip|Undo skip): / });
    await keyboardOf(page).act(skip);
    await untilIt(page, 'Let a phone join', 'Skipped');
    await page.reload();
    await untilIt(page, 'Let a phone join', 'Skipped');
    await untilIt(page, 'Put the stage', 'To do');
    await keyboardOf(page).act(skip);
    await untilIt(page, 'Let a phone join', 'To do');

    await keyboardOf(page).act(page.getByRole('button', { name: 'Hide guide' }));
    await listOf(page).waitFor({ state: 'detached' });
    const show = page.getByRole('button', { name: 'Show guide' });
    expect(await hasFocus(show)).toBe(true);
    await page.reload();
    await page.getByText('Nobody has signed the book yet').waitFor();
    expect(await listOf(page).count()).toBe(0);
    await keyboardOf(page).act(show);
    await listOf(page).waitFor();
    expect(await hasFocus(page.getByRole('heading', { name: 'Before the show' }))).toBe(true);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('offers viewers nothing that they may not do', async () => {
    const link = await ask<string>('member:invite', { role: 'viewer', note: '' });
    const page = await site.console('', await becomeMember(link, 'Vera'));
    await rowOf(page, 'Put the stage').getByRole('link', { name: 'Open the stage page' }).waitFor();
    await untilIt(page, 'Cast for the first time', 'To do');
    expect(await page.getByRole('button', { name: 'Start a rehearsal' }).count()).toBe(0);
    await page.context().close();
  });

  test('leads from an empty server to a room that casts, by keyboard', async () => {
    // The book lacks a spell of the plan, and has one that no model knows.
    const puddle = await ask<Spell>('spell:create', { name: 'Puddle', hue: 'tide', glyph: null });
    await ask('spell:remove', { spellId: 'tide' });
    const page = await site.console();
    const pageErrors = pageErrorsOf(page);
    for (const title of ['Put the stage', 'Let a phone join', 'Choose the spells', 'Check the plan', 'Cast for'])
      await untilIt(page, title, 'To do');

    const [stage] = await Promise.all([
      page.context().waitForEvent('page'),
      keyboardOf(page).act(page.getByRole('link', { name: 'Open the stage page' })),
    ]);
    await untilIt(page, 'Put the stage', 'Done');
    await page.bringToFront();

    await rowOf(page, 'Let a phone join').getByText('Phones cannot join at this address.').waitFor();
    await keyboardOf(page).act(page.getByRole('link', { name: 'See what to do' }));
    await page.waitForURL('**#phones');
    await goToRun(page);
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone);
    await untilIt(page, 'Let a phone join', 'Done');

    await rowOf(page, 'Choose the spells').getByText('The model does not know Puddle yet.').waitFor();
    await keyboardOf(page).act(page.getByRole('link', { name: 'Open the models' }));
    await page.waitForURL('**#models');
    await ask('spell:remove', { spellId: puddle.id });
    await goToRun(page);
    await untilIt(page, 'Choose the spells', 'Done');

    await rowOf(page, 'Check the plan').getByText('Round 1 asks for Tide, which this book lacks.').waitFor();
    await keyboardOf(page).act(page.getByRole('button', { name: 'Open Round 1' }));
    const step = page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /^Round 1/ });
    await expect.poll(() => hasFocus(step)).toBe(true);
    await keyboardOf(page).act(page.getByRole('button', { name: 'Edit', exact: true }));
    await page.getByRole('combobox', { name: 'Spell', exact: true }).selectOption('Spark');
    await keyboardOf(page).act(page.getByRole('button', { name: 'Save', exact: true }));
    await untilIt(page, 'Check the plan', 'Done');

    await untilIt(page, 'Cast for the first time', 'To do');
    let result = '';
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !result.includes('Spark'); attempt++) {
      if (attempt > 0) await phone.page.getByRole('button', { name: 'Show spells' }).click();
      await castByRing(phone.page, phone.hand, spark());
      result = await resultOn(phone.page);
    }
    await untilIt(page, 'Cast for the first time', 'Done');
    await page.getByRole('status').getByText('The room is ready. Space opens the lobby.').waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await fits(page)).toBe(true);

    await keyboardOf(page).press('Escape', 'Space');
    await listOf(page).waitFor({ state: 'detached' });
    await stage.locator('main[data-view="lobby"]').waitFor();
    expect(await page.getByRole('button', { name: 'Show guide' }).count()).toBe(0);
    expect([...pageErrors, ...phone.pageErrors]).toEqual([]);
  });
});
