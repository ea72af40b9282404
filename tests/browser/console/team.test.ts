import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/test-server.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { CONSOLE, openSite } from '../support/test-site.js';

const site = openSite();

/** Opens a page in a new browser context, without a session. */
async function openSignedOut(url: string): Promise<Page> {
  const page = await (await site.browser.newContext({ viewport: CONSOLE })).newPage();
  await page.goto(url);
  return page;
}

describe.skipIf(noBrowser !== undefined)('the team', () => {
  test('invites someone, changes their role, and removes them, with immediate effect', async () => {
    const owner = await site.console('#team');
    const pageErrors = [pageErrorsOf(owner)];
    await owner.getByLabel('Who is it for?').fill('Bea');
    await owner.getByLabel('Role of the new member').selectOption('viewer');
    await owner.getByRole('button', { name: 'Create link' }).click();
    const link = await owner.getByLabel('Invitation link', { exact: true }).inputValue();

    const bea = await openSignedOut(link);
    pageErrors.push(pageErrorsOf(bea));
    await bea.getByText('A viewer sees everything and changes nothing.').waitFor();
    await bea.getByLabel('Your name').fill('Bea');
    await bea.getByLabel('New password').fill(PASSWORD);
    await bea.getByRole('button', { name: 'Create account' }).click();
    const closeRoom = bea.getByRole('button', { name: 'Close room' });
    await closeRoom.waitFor();
    expect(await closeRoom.isDisabled()).toBe(true);
    expect(new URL(bea.url()).hash).toBe('');

    await owner.getByLabel('Role of Bea').selectOption('moderator');
    await closeRoom.and(bea.locator(':enabled')).click();
    await bea.getByText('The room is closed').waitFor();
    await owner.getByText('opened or closed the room').waitFor();

    await bea.reload();
    await bea.getByText('The room is closed').waitFor(); // still signed in
    const remove = owner.getByRole('button', { name: /(remove|removal) Bea/i });
    await remove.click();
    await remove.click();
    await bea.getByText('You were signed out.').waitFor();
    await bea.getByLabel('Name').fill('Bea');
    await bea.getByLabel('Password').fill(PASSWORD);
    await bea.getByRole('button', { name: 'Sign in' }).click();
    await bea.getByText('Wrong name or password.').waitFor();

    const usedLink = await openSignedOut(link);
    await usedLink.getByText('This link was already used or has expired. Ask for a new one.').waitFor();
    expect(pageErrors.flat().filter((text) => !/\b40[14]\b/.test(text))).toEqual([]); // the browser logs each refusal
  });

  test('signs out and in again by keyboard', async () => {
    const page = await site.console('#team');
    const name = (await page.getByRole('heading', { level: 2 }).nth(2).innerText()).trim();
    await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
    await page.getByLabel('Name').press('Tab');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Team' }).waitFor();
  });
});
