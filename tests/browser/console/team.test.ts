import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { PASSWORD, becomeMember } from '../../support/test-server.js';
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
    await owner.getByLabel('Name or note').fill('Bea');
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
    await owner.getByText('Bea closed the room').waitFor();

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

  test('lets members change their name and password by keyboard alone', async () => {
    const client = await openConsole(site.server);
    const token = await becomeMember(await client.ask<string>('member:invite', { role: 'viewer', note: '' }), 'Nell');
    client.socket.disconnect();
    const [page, owner] = [await site.console('#team', token), await site.console('#team')];
    const pageErrors = [pageErrorsOf(page), pageErrorsOf(owner)];
    await owner.getByLabel('Role of Nell').waitFor();

    await page.getByText('Change name').first().press('Enter');
    const name = page.getByLabel('Your name');
    await page.keyboard.press('Tab');
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('A name that is much too long for this');
    await page.keyboard.press('Enter');
    await page.getByText('The name is too long: at most 24 characters.').waitFor();
    expect(await name.inputValue()).toBe('A name that is much too long for this');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Nell Finch');
    await page.keyboard.press('Enter');
    await page.getByText('Name changed.').waitFor();
    await page.getByRole('heading', { name: 'Nell Finch' }).waitFor();
    await owner.getByLabel('Role of Nell Finch').waitFor();
    await owner.getByText('Nell changed their name to Nell Finch').waitFor();

    await page.getByText('Change password').first().press('Enter');
    await page.getByText('At least 10 characters, not your name').waitFor();
    const change = async (next: string): Promise<void> => {
      await page.getByLabel('Current password').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(next);
      await page.keyboard.press('Enter');
    };
    await change(' '.repeat(10));
    await page.getByText('The password cannot consist of spaces only.').waitFor();
    await change('nell finch');
    await page.getByText('The password must not be your name.').waitFor();
    await change('password1234');
    await page.getByText('This is one of the most common passwords.').waitFor();
    await change('three plain words');
    await page.getByText('Password changed.').waitFor();
    expect(pageErrors.flat().filter((text) => !/\b4\d\d\b/.test(text))).toEqual([]); // the browser logs each refusal
  });

  test('hides a failure once something else succeeds', async () => {
    const page = await site.console('#team');
    await page.getByLabel(/^Role of Ada/).selectOption('viewer');
    const failure = page.getByText('There must be at least one owner.');
    await failure.waitFor();
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.getByLabel('Invitation link', { exact: true }).waitFor();
    expect(await failure.count()).toBe(0);
  });

  // Last, because it ends the session that the other tests share.
  test('signs out and in again by keyboard', async () => {
    const page = await site.console('#team');
    const name = (await page.getByRole('heading', { level: 2 }).nth(2).innerText()).trim();
    await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('Name').press('Tab');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Team' }).waitFor();
  });
});
