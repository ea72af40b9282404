import type { ConsoleState } from '@wandcast/protocol';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../../support/console-client.js';
import { connectWand, nextMessage, profile } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
let client: ConsoleClient;
let page: Page;
let pageErrors: readonly string[];
beforeEach(async () => {
  if (noBrowser !== undefined) return;
  client = await openConsole(site.server);
  page = await site.console();
  pageErrors = pageErrorsOf(page);
});
afterEach(async () => {
  if (noBrowser !== undefined) return;
  client.socket.disconnect();
  await page.context().close();
});

const STEP = 'SELECT kind FROM events LEFT JOIN steps ON steps.id = events.step_id';
const step = async (): Promise<unknown> => (await site.server.query(STEP))[0]?.['kind'];
const stepId = async (): Promise<unknown> => (await site.server.query('SELECT step_id FROM events'))[0]?.['step_id'];
const announcement = async (): Promise<unknown> =>
  (await site.server.query('SELECT announcement FROM events'))[0]?.['announcement'];
async function openedState(): Promise<ConsoleState> {
  const again = await openConsole(site.server);
  again.socket.disconnect();
  return again.state;
}
/** The button in the header, once it can be pressed. */
const next = (effect: RegExp): Locator => page.locator('header .next:enabled').filter({ hasText: effect });

/** The second click of a double click, wherever the first one was. */
async function clickAgain(button: Locator): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {};
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
}

describe.skipIf(noBrowser !== undefined)('a hurried moderator', () => {
  test('goes on one step with a double click, with Space pressed twice, and after a click on Undo', async () => {
    await next(/Open the lobby/).dblclick();
    await next(/Teach/).waitFor();
    expect(await step()).toBe('lobby');
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await next(/Train/).waitFor();
    expect(await step()).toBe('teach');

    await page.getByRole('button', { name: /^Undo Z/ }).click();
    await page.getByText('Undone: On to Teach.').waitFor();
    await next(/Teach/).waitFor();
    await page.keyboard.press('Space'); // not the button of the toast, which offers to undo one step more
    await expect.poll(step).toBe('teach');
    expect(pageErrors).toEqual([]);
  });

  test('reads that a step is on stage though its duel has no rivals, and does not skip it by trying again', async () => {
    const duel = { kind: 'round', title: 'Duel', seconds: 20, spell: 'tide', challenge: 'duel' };
    await client.ask('step:add', { step: duel, to: 0 });
    await client.ask('step:add', { step: { kind: 'note', title: 'Questions' }, to: 1 });
    await page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /^Duel/ }).click();
    await page.getByRole('button', { name: 'Go here' }).click();
    await page.getByRole('alert').filter({ hasText: /“Duel” is on stage, but/ }).waitFor(); // prettier-ignore
    expect(await page.locator('header .next').isDisabled()).toBe(true); // for as long as it takes to read
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    await next(/Questions/).waitFor();
    const title = 'SELECT steps.title FROM events JOIN steps ON steps.id = events.step_id';
    expect(await site.server.query(title)).toEqual([{ title: 'Duel' }]);
    await next(/Questions/).click();
    await page.getByRole('alert').filter({ hasText: 'Duel' }).waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  });

  test('does not press a button that has just taken the place of another one when a round ends', async () => {
    await client.ask('round:start', { kind: 'free', spell: null, seconds: 5 });
    await page.getByRole('button', { name: 'Add 30 s' }).waitFor();
    const appears = page.evaluate(
      () =>
        new Promise<{ name: string | null; disabled: boolean }[]>((resolve) => {
          const observer = new MutationObserver(() => {
            const buttons = [...document.querySelectorAll<HTMLButtonElement>('section.round > .buttons button')];
            if (!buttons.some(({ textContent }) => textContent.trim() === 'Undo points')) return;
            observer.disconnect();
            resolve(buttons.map(({ textContent, disabled }) => ({ name: textContent.trim(), disabled })));
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
    expect(await appears).toEqual([
      { name: 'Undo points', disabled: true },
      { name: 'Play again', disabled: true },
      { name: 'Another round', disabled: true },
    ]);
    await page.getByRole('button', { name: 'Undo points' }).click(); // a moment later
    await page.getByRole('button', { name: 'Reinstate' }).waitFor();
    expect(pageErrors).toEqual([]);
  });

  test('does not readmit somebody with the second click on Ban', async () => {
    const wand = connectWand(site.server, { profile: { ...profile, nickname: 'Salt Hare' } });
    await nextMessage(wand, 'wand:welcomed');
    await page.getByRole('button', { name: 'All 1' }).click(); // where those who are out stay
    await page.getByRole('row').filter({ hasText: 'Salt Hare' }).click();
    const removal = async (): Promise<unknown> =>
      (await site.server.query(`SELECT removal FROM participants WHERE nickname = 'Salt Hare'`))[0]?.['removal'];
    await page.getByRole('button', { name: 'Ban', exact: true }).click();
    await page.getByText('Salt Hare is banned.').waitFor();
    const readmit = page.getByRole('button', { name: 'Readmit' });
    await readmit.waitFor();
    await clickAgain(readmit);
    expect(await readmit.isEnabled()).toBe(true); // nothing is on its way
    expect(await removal()).toBe('banned');
    await readmit.click();
    await expect.poll(removal).toBe('no');
    wand.disconnect();
    expect(pageErrors).toEqual([]);
  });

  test('does not replace the stage link with a double click, which only asks', async () => {
    const version = async (): Promise<unknown> =>
      (await site.server.query('SELECT link_version FROM rooms'))[0]?.['link_version'];
    const before = await version();
    const renew = page.getByRole('button', { name: 'New stage link' });
    await renew.dblclick();
    const confirm = page.locator('.renew button:enabled');
    await expect.poll(() => confirm.textContent()).not.toContain('New stage link');
    expect(await version()).toBe(before);
    await confirm.click();
    await expect.poll(version).not.toBe(before);
    expect(pageErrors).toEqual([]);
  });

  test('keeps the focus of a button that is pressed with Space, also for the second press', async () => {
    await client.ask('round:start', { kind: 'free', spell: null, seconds: 60 });
    const before = await stepId();
    const longer = page.getByRole('button', { name: 'Add 30 s' });
    await longer.and(page.locator(':enabled')).waitFor();
    await longer.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Space'); // before the answer: for a button that is disabled for the moment
    await longer.and(page.locator(':enabled:focus')).waitFor();
    expect(await stepId()).toBe(before);
    const { rounds } = await openedState();
    expect(rounds.at(-1)?.undone).toBe(false);
    await client.ask('round:undo', { roundId: rounds.at(-1)?.id });
    expect(pageErrors).toEqual([]);
  });

  test('does not undo what somebody else has done since', async () => {
    await page.locator('header .next:enabled').waitFor();
    await page.keyboard.press('b');
    await page.getByText('The stage was blanked').waitFor();
    const field = page.getByRole('textbox', { name: /announce/i });
    await field.fill('Five minutes');
    await field.press('Enter');
    await page
      .getByText(/Five minutes/, { exact: false })
      .first()
      .waitFor();
    await expect.poll(announcement).toBe('Five minutes');
    const seen = client.waitForMessage('event:changed', (event) => event.announcement === 'Ten minutes');
    await client.ask('stage:direct', { announcement: 'Ten minutes' });
    await seen;
    await expect.poll(() => field.inputValue()).toBe('Ten minutes');
    await field.blur();
    await page.keyboard.press('z');
    await page.getByText('It has been changed since.').waitFor();
    expect(await announcement()).toBe('Ten minutes');
    await page.keyboard.press('z'); // names the one before
    await page.keyboard.press('z');
    await page.getByText('Undone: The stage was blanked').waitFor();

    await field.fill('');
    await field.press('Enter'); // an empty one is none
    await expect.poll(announcement).toBeNull();
    expect(pageErrors).toEqual([]);
  });
});
