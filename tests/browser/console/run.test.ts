import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { connectWand, nextMessage, profile } from '../../support/test-server.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** The stored steps in order, without removed ones. */
const PLAN = `SELECT kind, title, seconds, spell_id AS spell, challenge FROM steps WHERE removed_at IS NULL ORDER BY position`;
const STEP = `SELECT kind, steps.title FROM steps JOIN events ON events.step_id = steps.id`;
const ROUNDS = `SELECT number, kind, spell_id AS spell, paused_at IS NOT NULL AS paused, undone,
  round(extract(epoch FROM ends_at - starts_at))::int AS seconds,
  ends_at <= now() AS over, jsonb_array_length(pauses) AS pauses FROM rounds ORDER BY number`;
const EVENT = 'SELECT view, blank, announcement, spotlight, calm, reactions FROM events';
const PERSON = `SELECT nickname, display_name AS shown, hidden, removal FROM participants WHERE nickname = 'Salt Hare'`;

const only = async (text: string): Promise<Record<string, unknown> | undefined> => (await site.server.query(text))[0];
const newestRound = async (): Promise<Record<string, unknown> | undefined> => (await site.server.query(ROUNDS)).at(-1);

async function openStage(): Promise<Page> {
  const stage = await (await site.browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await stage.goto(site.server.links.stage);
  return stage;
}
const stageShows = (stage: Page, view: string): Promise<void> => stage.locator(`main[data-view="${view}"]`).waitFor();

describe.skipIf(noBrowser !== undefined)('the run of show', () => {
  test('is edited and run by keyboard, with rounds and undo', async () => {
    const [consolePage, other, stage] = [await site.console(), await site.console('#models'), await openStage()];
    const pageErrors = [consolePage, other, stage].map(pageErrorsOf);
    const steps = consolePage.getByRole('list', { name: 'Steps' });
    const current = steps.locator('[aria-current=step]');

    // A step is added, edited, moved by keyboard, removed, and restored by Z.
    await consolePage.getByRole('button', { name: 'Add step' }).click();
    await consolePage.getByRole('button', { name: 'Add', exact: true }).click();
    await consolePage.getByText('Choose a spell.').waitFor();
    await consolePage.getByRole('combobox', { name: 'Spell', exact: true }).selectOption('Veil');
    await consolePage.getByRole('textbox', { name: 'Time' }).fill('1:00');
    await consolePage.getByRole('button', { name: 'Add', exact: true }).click();
    const added = steps.getByRole('button', { name: /^Round \d: Veil/ });
    await added.click();
    await consolePage.getByRole('button', { name: 'Edit', exact: true }).click();
    await consolePage.getByRole('textbox', { name: 'Title' }).fill('Encore');
    await consolePage.getByRole('textbox', { name: 'Title' }).press('Enter');
    const encore = steps.getByRole('button', { name: /^Encore/ });
    await encore.waitFor();
    const length = (await site.server.query(PLAN)).length;
    await encore.focus();
    await consolePage.keyboard.press('Alt+ArrowUp');
    await consolePage.getByText(`Encore is now step ${length - 1}.`).waitFor();
    expect((await site.server.query(PLAN)).at(-2)).toEqual({
      ...{ kind: 'round', title: 'Encore', seconds: 60, spell: 'veil', challenge: 'order' },
    });
    await expect.poll(() => consolePage.evaluate(() => document.activeElement?.textContent)).toMatch(/^Encore/);
    await consolePage.getByRole('button', { name: 'Remove', exact: true }).click();
    await consolePage.getByText('Encore removed.').waitFor();
    expect(await site.server.query(PLAN)).toHaveLength(length - 1);
    await consolePage.keyboard.press('z');
    await encore.waitFor();
    await encore.dragTo(steps.getByRole('button', { name: /^Lobby/ }));
    await consolePage.getByText('Encore is now step 1.').waitFor();
    await consolePage.keyboard.press('z');
    await expect.poll(async () => (await site.server.query(PLAN)).at(-2)).toMatchObject({ title: 'Encore' });

    // Space goes to the next step on every screen; on a focused button it presses that button.
    await stageShows(stage, 'lobby');
    await consolePage.keyboard.press('Tab'); // moves focus out of the list of steps
    await consolePage.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await consolePage
      .getByRole('button', { name: /^Open the lobby/ })
      .first()
      .waitFor();
    await consolePage.keyboard.press('Space');
    await current.getByText('Lobby').waitFor();
    await other.getByRole('button', { name: /^Teach/ }).waitFor(); // the other console is updated
    await other.keyboard.press('Space');
    await current.getByText('Teach').waitFor();
    await stageShows(stage, 'teach');
    await other.getByText('On to Teach.').waitFor();
    await other.keyboard.press('z');
    await current.getByText('Lobby').waitFor();
    const free = steps.getByRole('button', { name: /^Free casting/ });
    await free.click();
    await consolePage.keyboard.press('Space'); // presses the focused button, which collapses the row
    await consolePage.getByRole('button', { name: 'Go here' }).waitFor({ state: 'detached' });
    expect(await only(STEP)).toMatchObject({ kind: 'lobby' });
    await free.click();
    await consolePage.getByRole('button', { name: 'Go here' }).click();
    await stageShows(stage, 'live');

    // The stage is blanked and shown again; an announcement appears and is cleared.
    await other.keyboard.press('b');
    await consolePage.getByText('The stage is dark').waitFor();
    expect(await only(EVENT)).toMatchObject({ view: 'live', blank: true });
    await stage.locator('.dark').waitFor();
    await other.getByText('The stage is dark').waitFor();
    await other.keyboard.press('b');
    await consolePage.getByText('The stage is dark').waitFor({ state: 'detached' });
    const field = consolePage.getByLabel('Announcement for stage and phones');
    await field.fill('Half typed'); // stays while somebody else announces
    const colleague = await openConsole(site.server);
    for (const announcement of ['Doors close', null]) await colleague.ask('stage:direct', { announcement });
    colleague.socket.disconnect();
    await stage.getByText('Doors close', { exact: true }).waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('Half typed');
    await field.fill('Back at nine');
    await field.press('Enter');
    await stage.getByText('Back at nine', { exact: true }).waitFor();
    await consolePage.getByRole('button', { name: 'Clear', exact: true }).click();
    await stage.getByText('Back at nine', { exact: true }).waitFor({ state: 'detached' });
    await consolePage.getByLabel('Calm').check();
    await expect
      .poll(() => only(EVENT))
      .toMatchObject({ blank: false, announcement: null, calm: true, reactions: true });
    await consolePage.getByLabel('Reactions').uncheck();
    await expect.poll(() => only(EVENT)).toMatchObject({ reactions: false });
    await consolePage.getByRole('checkbox', { name: 'Reactions', checked: false }).waitFor();

    // A round is paused, extended, canceled, reinstated, ended, undone and repeated.
    await consolePage
      .getByRole('button', { name: /^Start round 1: Tide/ })
      .last()
      .click();
    await stageShows(stage, 'round');
    await consolePage.getByRole('button', { name: 'Pause', exact: true }).click();
    await consolePage.getByText('left, paused').waitFor();
    expect(await newestRound()).toMatchObject({ number: 1, spell: 'tide', paused: true, undone: false });
    await consolePage.getByRole('button', { name: 'Add 30 s' }).click();
    await expect.poll(newestRound).toMatchObject({ seconds: 70 });
    await consolePage.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(newestRound).toMatchObject({ paused: false, pauses: 1 });
    await consolePage.getByRole('button', { name: 'Cancel', exact: true }).click();
    await consolePage.getByText('Round 1 canceled: no points awarded.').waitFor();
    expect(await newestRound()).toMatchObject({ undone: true });
    await consolePage.keyboard.press('z');
    await expect.poll(newestRound).toMatchObject({ undone: false, over: false }); // it continues
    await consolePage.getByRole('button', { name: 'End now' }).click();
    await consolePage.getByText('over, its points count').waitFor();
    await consolePage.getByRole('button', { name: 'Undo points' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 1, undone: true });
    await consolePage.getByRole('button', { name: 'Reinstate' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 1, undone: false, over: true });
    await consolePage.getByRole('button', { name: 'Play again' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 2, spell: 'tide', over: false });
    await consolePage.getByRole('button', { name: 'Pause', exact: true }).waitFor(); // the console shows the new round
    await consolePage.getByRole('button', { name: /^Back to Free casting/ }).click();
    await expect.poll(newestRound).toMatchObject({ number: 2, over: true });
    await stageShows(stage, 'live');
    await consolePage.getByText('The round was ended. On to').waitFor();
    await consolePage.keyboard.press('z'); // undo resumes the round
    await expect.poll(newestRound).toMatchObject({ number: 2, undone: false, over: false });
    await stageShows(stage, 'round');
    await consolePage.getByRole('button', { name: /^Back to Free casting/ }).click();
    await stageShows(stage, 'live');

    // An unplanned round starts; a stage view is shown without a step.
    await consolePage.getByRole('button', { name: 'Another round' }).click();
    await consolePage.getByRole('combobox', { name: 'Challenge' }).selectOption('Each spell once');
    await consolePage.getByRole('textbox', { name: 'Time' }).fill('20');
    await consolePage.getByRole('button', { name: 'Start round', exact: true }).click();
    await expect.poll(newestRound).toMatchObject({ number: 3, kind: 'free', spell: null, seconds: 20 });
    await consolePage.getByRole('button', { name: 'Leaders', exact: true }).click();
    await stageShows(stage, 'leaders');
    expect(await only(STEP)).toMatchObject({ kind: 'cast' });
    expect(pageErrors.flat()).toEqual([]);
  });

  test('fits into its columns in German, and shows several events, on a small screen', async () => {
    const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de-DE' });
    const { url, owner } = site.server;
    await context.addCookies([{ name: 'wandcast', value: owner, url, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    await page.goto(`${url}/console#run`);
    await page.getByRole('button', { name: /^Raum (schließen|öffnen)$/ }).waitFor();
    const wide = await page
      .locator('.run > .column')
      .evaluateAll((columns) => columns.map((one) => one.scrollWidth - one.clientWidth));
    expect(wide).toEqual([0, 0, 0]);
    const list = page.locator('.health ul');
    for (let i = 0; i < 2; i++) {
      const stage = await openStage();
      await stage.locator('main[data-view]').waitFor();
      await stage.context().close();
    }
    await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThanOrEqual(4);
    expect((await list.boundingBox())?.height).toBeGreaterThan(110); // four events
    await context.close();
  });

  test('ends with a link to the results', async () => {
    const consolePage = await site.console();
    const steps = consolePage.getByRole('list', { name: 'Steps' });
    await steps.getByRole('listitem').filter({ hasText: 'Thanks' }).getByRole('button').click();
    await consolePage.getByRole('button', { name: 'Go here' }).click();
    await consolePage.getByText('Last step').first().waitFor();
    await consolePage.getByRole('link', { name: 'Results as CSV' }).waitFor();
    expect(await consolePage.getByRole('button', { name: /^Last step/ }).last().isDisabled()).toBe(true); // prettier-ignore
  });
});

describe.skipIf(noBrowser !== undefined)('participants', () => {
  test('are found, renamed, hidden, removed and readmitted by keyboard', async () => {
    const [consolePage, stage] = [await site.console(), await openStage()];
    const pageErrors = [consolePage, stage].map(pageErrorsOf);
    await consolePage.getByText('Nobody has signed the book yet').waitFor();
    const names = ['Quiet Otter', 'Salt Hare', 'Brisk Wren'];
    const wands = names.map((nickname) => connectWand(site.server, { profile: { ...profile, nickname } }));
    await Promise.all(wands.map((wand) => nextMessage(wand, 'wand:welcomed')));
    const row = (name: string) => consolePage.getByRole('row').filter({ hasText: name });
    for (const name of names) await row(name).waitFor();
    await consolePage.getByRole('button', { name: 'All 3' }).waitFor();

    // J and K select, / searches, Enter selects the first match.
    await consolePage.keyboard.press('j');
    const first = consolePage.getByRole('group', { name: /^Actions for/ });
    await first.waitFor();
    await consolePage.keyboard.press('Escape');
    await first.waitFor({ state: 'detached' });
    await consolePage.keyboard.press('/');
    await consolePage.keyboard.type('hare');
    await row('Quiet Otter').waitFor({ state: 'detached' });
    await consolePage.keyboard.press('Enter');
    await consolePage.getByRole('group', { name: 'Actions for Salt Hare' }).waitFor();

    // A participant is renamed, which also updates the phone, and the rename is undone.
    const renamed = nextMessage<{ nickname: string }>(wands[1] as never, 'me:changed');
    await expect.poll(() => consolePage.evaluate(() => document.activeElement?.ariaSelected)).toBe('true'); // in the next frame
    await consolePage.keyboard.press('Tab');
    await consolePage.keyboard.press('Control+a');
    await consolePage.keyboard.type('Hare the Salty');
    await consolePage.keyboard.press('Enter');
    await consolePage.getByText('Salt Hare renamed to Hare the Salty.').waitFor();
    expect((await renamed).nickname).toBe('Hare the Salty');
    expect(await only(PERSON)).toMatchObject({ shown: 'Hare the Salty' });
    await consolePage.getByRole('button', { name: /^Undo Z/ }).click();
    await consolePage.getByRole('group', { name: 'Actions for Salt Hare' }).waitFor();
    expect(await only(PERSON)).toMatchObject({ shown: null });

    // The participant is hidden and shown, removed and readmitted.
    await consolePage.getByRole('button', { name: 'Hide from stage' }).click();
    await consolePage.getByText('Salt Hare is hidden from stage and leaderboard.').waitFor();
    expect(await only(PERSON)).toMatchObject({ hidden: true });
    await consolePage.getByRole('button', { name: 'Show on stage' }).click();
    await consolePage.getByText('Salt Hare is shown on stage and leaderboard again.').waitFor();
    const disconnected = nextMessage(wands[1] as never, 'disconnect');
    await consolePage.getByRole('button', { name: 'Remove for 5 min' }).click();
    await disconnected;
    await consolePage.getByText('Salt Hare was removed. They may come back in 5 minutes.').waitFor();
    expect(await only(PERSON)).toMatchObject({ removal: 'sent' });
    await consolePage.getByRole('button', { name: 'Out 1' }).waitFor();
    await consolePage.getByRole('button', { name: 'Readmit' }).click();
    await consolePage.getByText('Salt Hare may join again.').waitFor();
    expect(await only(PERSON)).toMatchObject({ removal: 'no' });

    // The spotlight is set, and undone by Z.
    await consolePage.getByRole('button', { name: 'Spotlight', exact: true }).click();
    await consolePage.getByText('The spotlight is on Salt Hare.').waitFor();
    expect((await only(EVENT))?.['spotlight']).toMatchObject({ by: 'participant' });
    await consolePage.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await consolePage.keyboard.press('z');
    await expect.poll(async () => (await only(EVENT))?.['spotlight']).toEqual({ by: 'newest' });
    for (const wand of wands) wand.disconnect();
    expect(pageErrors.flat()).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('a rehearsal', () => {
  test('is started, shown and ended in the console', async () => {
    const [consolePage, viewer] = [await site.console(), await site.console('#book')];
    const pageErrors = [consolePage, viewer].map(pageErrorsOf);
    await consolePage.getByRole('spinbutton', { name: 'Simulated wizards' }).fill('3');
    await consolePage.getByRole('button', { name: 'Rehearse with' }).click();
    await viewer.getByText('Rehearsal, 3 wizards').waitFor();
    await expect.poll(() => viewer.locator('.facts').innerText()).toMatch(/^3 wands/);
    await consolePage.getByRole('button', { name: 'End rehearsal' }).click();
    await viewer.getByText('Rehearsal, 3 wizards').waitFor({ state: 'detached' });
    await consolePage.getByText('They are gone; their casts are not.').waitFor();
    await consolePage.getByRole('link', { name: 'Begin the real event' }).click();
    await consolePage.getByRole('button', { name: 'Begin the next event' }).waitFor();
    expect(pageErrors.flat()).toEqual([]);
  });
});
