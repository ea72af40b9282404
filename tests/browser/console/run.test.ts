import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { connectWand, heard, profile } from '../../support/test-server.js';
import { complaintsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

/** A step begins a round after a lead of five seconds, and the machine may be busy. */

const site = openSite();

/** The plan as it is stored: its words by place, those taken out left out. */
const PLAN = `SELECT kind, title, seconds, spell_id AS spell, challenge FROM steps WHERE removed_at IS NULL ORDER BY position`;
const STEP = `SELECT kind, steps.title FROM steps JOIN events ON events.step_id = steps.id`;
const ROUNDS = `SELECT number, kind, spell_id AS spell, paused_at IS NOT NULL AS paused, undone,
  round(extract(epoch FROM ends_at - starts_at))::int AS seconds,
  ends_at <= now() AS over, jsonb_array_length(pauses) AS pauses FROM rounds ORDER BY number`;
const EVENT = 'SELECT view, blank, announcement, spotlight, calm FROM events';
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
    const [desk, other, stage] = [await site.console(), await site.console('#models'), await openStage()];
    const complaints = [desk, other, stage].map(complaintsOf);
    const steps = desk.getByRole('list', { name: 'Steps of the show' });
    const current = steps.locator('[aria-current=step]');

    // The plan: a step is added, edited, moved by keys, taken out and put back by Z.
    await desk.getByRole('button', { name: 'Add step' }).click();
    await desk.getByRole('button', { name: 'Add', exact: true }).click();
    await desk.getByText('Choose a spell.').waitFor();
    await desk.getByRole('combobox', { name: 'Spell', exact: true }).selectOption('Veil');
    await desk.getByRole('textbox', { name: 'Time' }).fill('1:00');
    await desk.getByRole('button', { name: 'Add', exact: true }).click();
    const added = steps.getByRole('button', { name: /^Round \d: Veil/ });
    await added.click();
    await desk.getByRole('button', { name: 'Edit', exact: true }).click();
    await desk.getByRole('textbox', { name: 'Title' }).fill('Encore');
    await desk.getByRole('textbox', { name: 'Title' }).press('Enter');
    const encore = steps.getByRole('button', { name: /^Encore/ });
    await encore.waitFor();
    const length = (await site.server.query(PLAN)).length;
    await encore.focus();
    await desk.keyboard.press('Alt+ArrowUp');
    await desk.getByText(`Encore is now step ${length - 1}.`).waitFor();
    expect((await site.server.query(PLAN)).at(-2)).toEqual({
      ...{ kind: 'round', title: 'Encore', seconds: 60, spell: 'veil', challenge: 'order' },
    });
    await expect.poll(() => desk.evaluate(() => document.activeElement?.textContent)).toMatch(/^Encore/);
    await desk.getByRole('button', { name: 'Remove', exact: true }).click();
    await desk.getByText('Encore removed.').waitFor();
    expect(await site.server.query(PLAN)).toHaveLength(length - 1);
    await desk.keyboard.press('z');
    await encore.waitFor();
    await encore.dragTo(steps.getByRole('button', { name: /^Lobby/ }));
    await desk.getByText('Encore is now step 1.').waitFor();
    await desk.keyboard.press('z');
    await expect.poll(async () => (await site.server.query(PLAN)).at(-2)).toMatchObject({ title: 'Encore' });

    // Space goes on, on every screen; on a button it presses that button.
    await stageShows(stage, 'lobby');
    await desk.keyboard.press('Tab'); // away from the plan
    await desk.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await desk
      .getByRole('button', { name: /^Open the lobby/ })
      .first()
      .waitFor();
    await desk.keyboard.press('Space');
    await current.getByText('Lobby').waitFor();
    await other.getByRole('button', { name: /^Teach/ }).waitFor(); // a key means what its own screen says
    await other.keyboard.press('Space');
    await current.getByText('Teach').waitFor();
    await stageShows(stage, 'teach');
    await other.getByText('On to Teach.').waitFor();
    await other.keyboard.press('z');
    await current.getByText('Lobby').waitFor();
    const free = steps.getByRole('button', { name: /^Free casting/ });
    await free.click();
    await desk.keyboard.press('Space'); // the button has the focus: it closes, and the room stays where it is
    await desk.getByRole('button', { name: 'Go here' }).waitFor({ state: 'detached' });
    expect(await only(STEP)).toMatchObject({ kind: 'lobby' });
    await free.click();
    await desk.getByRole('button', { name: 'Go here' }).click();
    await stageShows(stage, 'live');

    // Dark and back, with words.
    await other.keyboard.press('b');
    await desk.getByText('The stage is dark').waitFor();
    expect(await only(EVENT)).toMatchObject({ view: 'live', blank: true });
    await stage.locator('.dark').waitFor();
    await other.getByText('The stage is dark').waitFor();
    await other.keyboard.press('b');
    await desk.getByText('The stage is dark').waitFor({ state: 'detached' });
    await desk.getByLabel('Announcement for stage and phones').fill('Back at nine');
    await desk.getByLabel('Announcement for stage and phones').press('Enter');
    await stage.getByText('Back at nine', { exact: true }).waitFor();
    await desk.getByRole('button', { name: 'Clear', exact: true }).click();
    await stage.getByText('Back at nine', { exact: true }).waitFor({ state: 'detached' });
    await desk.getByLabel('Calm').check();
    await expect.poll(() => only(EVENT)).toMatchObject({ blank: false, announcement: null, calm: true });

    // A round: paused, made longer, ended by going back, begun again by hand, taken back and counted again.
    await desk
      .getByRole('button', { name: /^Start round 1: Tide/ })
      .last()
      .click();
    await stageShows(stage, 'round');
    await desk.getByRole('button', { name: 'Pause', exact: true }).click();
    await desk.getByText('left, paused').waitFor();
    expect(await newestRound()).toMatchObject({ number: 1, spell: 'tide', paused: true, undone: false });
    await desk.getByRole('button', { name: 'Add 30 s' }).click();
    await expect.poll(newestRound).toMatchObject({ seconds: 70 });
    await desk.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(newestRound).toMatchObject({ paused: false, pauses: 1 });
    await desk.getByRole('button', { name: 'Cancel', exact: true }).click();
    await desk.getByText('Round 1 canceled: no points awarded.').waitFor();
    expect(await newestRound()).toMatchObject({ undone: true });
    await desk.keyboard.press('z');
    await expect.poll(newestRound).toMatchObject({ undone: false, over: false }); // it runs on
    await desk.getByRole('button', { name: 'End now' }).click();
    await desk.getByText('over, its points count').waitFor();
    await desk.getByRole('button', { name: 'Undo points' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 1, undone: true });
    await desk.getByRole('button', { name: 'Reinstate' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 1, undone: false, over: true });
    await desk.getByRole('button', { name: 'Play again' }).click();
    await expect.poll(newestRound).toMatchObject({ number: 2, spell: 'tide', over: false });
    await desk.getByRole('button', { name: 'Pause', exact: true }).waitFor(); // it has heard of the round
    await desk.getByRole('button', { name: /^Back to Free casting/ }).click();
    await expect.poll(newestRound).toMatchObject({ number: 2, over: true });
    await stageShows(stage, 'live');
    await desk.getByText('The round was ended. On to').waitFor();
    await desk.keyboard.press('z'); // the round was not meant to end: it runs on
    await expect.poll(newestRound).toMatchObject({ number: 2, undone: false, over: false });
    await stageShows(stage, 'round');
    await desk.getByRole('button', { name: /^Back to Free casting/ }).click();
    await stageShows(stage, 'live');

    // A round outside the plan; and a view without a step.
    await desk.getByRole('button', { name: 'Another round' }).click();
    await desk.getByRole('combobox', { name: 'Challenge' }).selectOption('Each spell once');
    await desk.getByRole('textbox', { name: 'Time' }).fill('20');
    await desk.getByRole('button', { name: 'Start round', exact: true }).click();
    await expect.poll(newestRound).toMatchObject({ number: 3, kind: 'free', spell: null, seconds: 20 });
    await desk.getByRole('button', { name: 'Leaders', exact: true }).click();
    await stageShows(stage, 'leaders');
    expect(await only(STEP)).toMatchObject({ kind: 'cast' });
    expect(complaints.flat()).toEqual([]);
  });

  test('ends with a link to the results', async () => {
    const desk = await site.console();
    const steps = desk.getByRole('list', { name: 'Steps of the show' });
    await steps.getByRole('listitem').filter({ hasText: 'Thank you' }).getByRole('button').click();
    await desk.getByRole('button', { name: 'Go here' }).click();
    await desk.getByText('The plan ends here').first().waitFor();
    await desk.getByRole('link', { name: 'Results as CSV' }).waitFor();
    expect(await desk.getByRole('button', { name: /^The plan ends here/ }).last().isDisabled()).toBe(true); // prettier-ignore
  });
});

describe.skipIf(noBrowser !== undefined)('participants', () => {
  test('are found, renamed, hidden, removed and readmitted by keyboard', async () => {
    const [desk, stage] = [await site.console(), await openStage()];
    const complaints = [desk, stage].map(complaintsOf);
    await desk.getByText('Nobody has signed the book yet').waitFor();
    const names = ['Quiet Otter', 'Salt Hare', 'Brisk Wren'];
    const wands = names.map((nickname) => connectWand(site.server, { profile: { ...profile, nickname } }));
    await Promise.all(wands.map((wand) => heard(wand, 'wand:welcomed')));
    const row = (name: string) => desk.getByRole('row').filter({ hasText: name });
    for (const name of names) await row(name).waitFor();
    await desk.getByRole('button', { name: 'All 3' }).waitFor();

    // J and K choose; / finds; Enter takes the first that was found.
    await desk.keyboard.press('j');
    const first = desk.getByRole('group', { name: /^Actions for/ });
    await first.waitFor();
    await desk.keyboard.press('Escape');
    await first.waitFor({ state: 'detached' });
    await desk.keyboard.press('/');
    await desk.keyboard.type('hare');
    await row('Quiet Otter').waitFor({ state: 'detached' });
    await desk.keyboard.press('Enter');
    await desk.getByRole('group', { name: 'Actions for Salt Hare' }).waitFor();

    // Another name, which their phone hears of, and back.
    const told = heard<{ nickname: string }>(wands[1] as never, 'me:changed');
    await expect.poll(() => desk.evaluate(() => document.activeElement?.ariaSelected)).toBe('true'); // in the next frame
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Control+a');
    await desk.keyboard.type('Hare the Salty');
    await desk.keyboard.press('Enter');
    await desk.getByText('Salt Hare renamed to Hare the Salty.').waitFor();
    expect((await told).nickname).toBe('Hare the Salty');
    expect(await only(PERSON)).toMatchObject({ shown: 'Hare the Salty' });
    await desk.getByRole('button', { name: /^Undo/ }).click();
    await desk.getByRole('group', { name: 'Actions for Salt Hare' }).waitFor();
    expect(await only(PERSON)).toMatchObject({ shown: null });

    // Off stage and back; out of the room and back.
    await desk.getByRole('button', { name: 'Hide from stage' }).click();
    await desk.getByText('Salt Hare is hidden from stage and leaderboard.').waitFor();
    expect(await only(PERSON)).toMatchObject({ hidden: true });
    await desk.getByRole('button', { name: 'Show on stage' }).click();
    await desk.getByText('Salt Hare is shown on stage and leaderboard again.').waitFor();
    const gone = heard(wands[1] as never, 'disconnect');
    await desk.getByRole('button', { name: 'Remove for 5 min' }).click();
    await gone;
    await desk.getByText('Salt Hare was removed. They may come back in 5 minutes.').waitFor();
    expect(await only(PERSON)).toMatchObject({ removal: 'sent' });
    await desk.getByRole('button', { name: 'Out 1' }).waitFor();
    await desk.getByRole('button', { name: 'Readmit' }).click();
    await desk.getByText('Salt Hare may join again.').waitFor();
    expect(await only(PERSON)).toMatchObject({ removal: 'no' });

    // The spotlight, and the way back by Z.
    await desk.getByRole('button', { name: 'Spotlight', exact: true }).click();
    await desk.getByText('The spotlight is on Salt Hare.').waitFor();
    expect((await only(EVENT))?.['spotlight']).toMatchObject({ by: 'participant' });
    await desk.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await desk.keyboard.press('z');
    await expect.poll(async () => (await only(EVENT))?.['spotlight']).toEqual({ by: 'newest' });
    for (const wand of wands) wand.disconnect();
    expect(complaints.flat()).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('a rehearsal', () => {
  test('is started, shown and ended in the console', async () => {
    const [desk, viewer] = [await site.console(), await site.console('#book')];
    const complaints = [desk, viewer].map(complaintsOf);
    await desk.getByRole('spinbutton', { name: 'Simulated wizards' }).fill('3');
    await desk.getByRole('button', { name: 'Rehearse with' }).click();
    await viewer.getByText('Rehearsal, 3 wizards').waitFor();
    await expect.poll(() => viewer.locator('.facts').innerText()).toMatch(/^3 wands/);
    await desk.getByRole('button', { name: 'End rehearsal' }).click();
    await viewer.getByText('Rehearsal, 3 wizards').waitFor({ state: 'detached' });
    await desk.getByText('They are gone; their casts are not.').waitFor();
    await desk.getByRole('link', { name: 'Begin the real evening' }).click();
    await desk.getByRole('button', { name: 'Begin the next evening' }).waitFor();
    expect(complaints.flat()).toEqual([]);
  });
});
