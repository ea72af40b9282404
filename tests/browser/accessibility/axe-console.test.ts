import { starterSpellbook } from '@wandcast/gesture';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { seedEvent } from '../../support/played-event.js';
import { findingsOf } from './axe.js';
import { POINTER, unreachable } from './target-size-audit.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { CONSOLE, openSite } from '../support/test-site.js';

const site = openSite();

async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const findings = await findingsOf(page);
  const problems = findings.map(({ impact, rule, what }) => `${impact ?? ''} ${rule}: ${what}`);
  expect.soft({ name, problems: [...problems, ...(await unreachable(page, POINTER))] }).toEqual({ name, problems: [] });
}

/** Expects a dialog to have a name, to take and trap the focus, and to return it to its opener. */
async function expectAccessibleDialog(page: Page, name: string, opener: Locator): Promise<void> {
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  await expectAccessible(page, name);
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body || activeElement?.closest('dialog[open]') ? '' : activeElement?.outerHTML;
    });
    expect(outside).toBe('');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
}

describe.skipIf(noBrowser !== undefined)('the console is accessible', () => {
  test('on the sign-in and invitation pages', async () => {
    const page = await (await site.browser.newContext({ viewport: CONSOLE })).newPage();
    await page.goto(`${site.server.url}/console`);
    await page.getByLabel('Password').waitFor();
    await expectAccessible(page, 'sign in');
    const client = await openConsole(site.server);
    const { search, hash, pathname } = new URL(await client.ask<string>('member:invite', { role: 'viewer', note: '' }));
    client.socket.disconnect();
    await page.goto(`${site.server.url}${pathname}${search}${hash}`);
    await page.reload();
    await page.getByLabel('New password').waitFor();
    await expectAccessible(page, 'join');
    await page.context().close();
  });

  test('for an empty event', async () => {
    const page = await site.console('#run');
    const pageErrors = pageErrorsOf(page);
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
    await page.getByRole('heading', { name: 'Run of show' }).waitFor();
    await expectAccessible(page, 'run');
    await expectAccessibleDialog(page, 'round', button('Unplanned round'));
    await expectAccessibleDialog(page, 'keys', button(/^Shortcuts/));
    for (const [screen, heading] of [
      ['explore', /./],
      ['label', 'Least certain first'],
      ['data', /./],
      ['phones', /./],
      ['team', 'Team'],
    ] as const) {
      await page.goto(`${site.server.url}/console#${screen}`);
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await expectAccessible(page, screen);
    }
    await page.goto(`${site.server.url}/console#book`);
    await expectAccessibleDialog(page, 'pad', button('Draw a new spell'));
    await expectAccessibleDialog(page, 'next event', button('Begin the next event'));
    await expectAccessible(page, 'book');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('for an event with data', async () => {
    for (const [i, { glyph }] of starterSpellbook.slice(0, 3).entries())
      await castAll(site.server, casts(glyph ?? '', 3, 3, 80 + i));
    await seedEvent(site.server, {
      ...{ people: 12, taught: 60, free: 60, at: Date.UTC(2026, 10, 25, 18, 2), models: [0.74, 0.91], seed: 7 },
      rounds: [{ kind: 'order', spell: 1 }],
    });
    const page = await site.console('#run');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('row').nth(3).click();
    await page.getByRole('group', { name: /^Actions for/ }).waitFor();
    await expectAccessible(page, 'run, a person');
    await page.goto(`${site.server.url}/console#label`);
    await page.locator('.reason').waitFor();
    await expectAccessible(page, 'label');
    await page.goto(`${site.server.url}/console#explore`);
    await page
      .getByRole('button', { name: /^Open: / })
      .first()
      .waitFor();
    await expectAccessible(page, 'explore');
    await expectAccessibleDialog(page, 'a cast', page.getByRole('button', { name: /^Open: / }).first());
    for (const color of ['spell', 'person', 'doubt']) {
      await page.goto(`${site.server.url}/console#explore?view=map&color=${color}`);
      await page.getByRole('application', { name: /^Map of/ }).waitFor();
      await expectAccessible(page, `explore, map by ${color}`);
    }
    await page.goto(`${site.server.url}/console#models`);
    await page.getByRole('row').nth(1).waitFor();
    await expectAccessible(page, 'models');
    await page.goto(`${site.server.url}/console#evenings`);
    await page.getByRole('row').nth(1).waitFor();
    await expectAccessible(page, 'evenings');
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('heading', { name: 'Leaderboard' }).waitFor();
    await expectAccessible(page, 'one evening');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('in the dark, on every screen', async () => {
    const page = await site.console('#run');
    const pageErrors = pageErrorsOf(page);
    await page.evaluate(() => {
      localStorage.setItem('wandcast:light:console', 'night');
    });
    await page.reload();
    await page.locator('html[data-theme=night]').waitFor();
    for (const [screen, content] of [
      ['run', '.participants tbody tr:not([aria-hidden])'],
      ['phones', '#tried-title'],
      ['book', 'main li.row'],
      ['label', '.reason'],
      ['explore', 'main .filters button'],
      ['models', 'main tbody tr'],
      ['data', '#datasets-title'],
      ['evenings', 'main td.seen'],
      ['team', 'main ul[aria-busy="false"] li'],
    ] as const) {
      await page.goto(`${site.server.url}/console#${screen}`);
      await page.locator(content).first().waitFor();
      await expectAccessible(page, screen);
    }
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
