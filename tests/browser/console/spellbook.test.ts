import { shownEventCode } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

async function open(width: number, height: number): Promise<Page> {
  return (await site.browser.newContext({ viewport: { width, height }, hasTouch: width < 500 })).newPage();
}

const SVG = '<svg viewBox="0 0 24 24"><path d="M4 4v16"/><path d="M20 4v16"/></svg>';
const LETTERS = { O: 'M50 10 C20 10 10 35 10 50 C10 75 30 90 50 90', Tide: 'M0 0 L9 9', Arc: 'M0 0 A5 5 0 0 1 9 9' };

/** Names of the spells as the console shows them, in their order. */
const namesOf = (consolePage: Page): Promise<string[]> =>
  consolePage.getByRole('textbox', { name: /^Name of (?!the book)/ }).evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value),
  ); // prettier-ignore

describe.skipIf(noBrowser !== undefined)('the spellbook', () => {
  test('keeps what one console types while another renames, and restores a blank name', async () => {
    const [first, second] = [await site.console('#book'), await site.console('#book')];
    const gale = second.getByLabel('Name of Gale', { exact: true });
    await gale.fill('Half ty');
    await first.getByLabel('Name of Gale', { exact: true }).fill('Storm');
    await first.getByLabel('Name of Gale', { exact: true }).press('Enter');
    const storm = second.getByLabel('Name of Storm', { exact: true });
    await storm.waitFor();
    expect(await storm.inputValue()).toBe('Half ty');
    await storm.fill('  ');
    await storm.press('Enter');
    expect(await storm.inputValue()).toBe('Storm');
    await storm.fill('Gale');
    await storm.press('Enter');
    await first.getByLabel('Name of Gale', { exact: true }).waitFor();
    for (const page of [first, second]) await page.context().close();
  });

  test('shows long hints in full on a small screen, and a line below what can be edited', async () => {
    const page = await site.console('#book');
    await page.setViewportSize({ width: 1280, height: 800 });
    const hint = page.getByLabel('Hint for Bloom');
    const before = await hint.inputValue();
    const fields = page.getByRole('textbox', { name: /^(Name of|Hint for) / });
    const lines = await fields.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundImage));
    expect(lines.filter((line) => line.startsWith('linear-gradient'))).toHaveLength(lines.length);
    await hint.fill('From the left up and over the head, then down to the hip, and once around it.');
    await hint.press('Enter');
    await page.getByText('Hint for Bloom changed.').waitFor();
    const cut = await fields.evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        .map((one) => one.ariaLabel),
    );
    expect(cut).toEqual([]);
    await hint.fill(before);
    await hint.press('Enter');
    await page.context().close();
  });

  test('asks before the room uses a book that it could not cast with', async () => {
    const page = await site.console('#book');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('button', { name: 'New book' }).click();
    await page.getByLabel('Name of the new book').fill('Empty pages');
    await page.getByLabel('Blank', { exact: true }).check();
    await page.getByRole('button', { name: 'Create book' }).click();
    const use = page.getByRole('button', { name: /^Use here ?: Empty pages/ });
    await use.press('Enter');
    await page.getByText('This book is blank, and a model needs two').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('This book is blank, and a model needs two').waitFor({ state: 'detached' });
    expect(await use.evaluate((one) => one === document.activeElement)).toBe(true);
    await use.press('Enter');
    await page.keyboard.press('Enter'); // the focus is on the button that confirms
    await page.getByText('Not in use in this room.').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Empty pages' }).waitFor();
    await page.getByRole('button', { name: /^Use here ?: First spells/ }).click(); // a model knows it: no question
    await page.getByRole('link', { name: 'Back to the room’s book' }).click();
    await page.getByRole('heading', { name: 'First spells' }).waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('that the room does not use is edited by two consoles, and nothing of it reaches the room', async () => {
    const [page, other] = [await site.console('#book'), await site.console('#book')];
    const pageErrors = [page, other].flatMap(pageErrorsOf);
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'Copy of First spells' }).waitFor();
    await page.getByText('Not in use in this room.').waitFor();
    await other.getByRole('link', { name: /^Open ?: Copy of First spells/ }).click();
    await other.getByText('Not in use in this room.').waitFor();

    const blaze = (one: Page) => one.getByLabel('Name of Blaze', { exact: true });
    await page.getByLabel('Name of Ember', { exact: true }).fill('Blaze');
    await page.keyboard.press('Enter');
    await blaze(other).waitFor();
    // What one types is not overwritten, and does not overwrite the other’s edit without a word.
    await other.getByLabel('Hint for Tide').fill('Down');
    await page.getByLabel('Hint for Tide').fill('Left, then down.');
    await page.keyboard.press('Enter');
    await other.getByText('Someone else changed it to “Left, then down.”').waitFor();
    await blaze(other).focus();
    expect(await page.getByLabel('Hint for Tide').inputValue()).toBe('Left, then down.');
    await other.getByLabel('Hint for Tide').press('Escape');
    expect(await other.getByLabel('Hint for Tide').inputValue()).toBe('Left, then down.');

    await other.getByRole('button', { name: 'Draw a new spell' }).click();
    await other.getByLabel('Or import one').fill(SVG);
    await other.getByLabel('Or import one').press('Enter');
    await other.getByLabel('Name', { exact: true }).fill('Nock');
    await other.getByRole('button', { name: /^Add to the book/ }).click();
    await other.getByText('A model learns it once a room uses this book.').waitFor();
    await other.getByRole('button', { name: 'Done' }).click();
    await page.getByLabel('Name of Nock', { exact: true }).waitFor();
    await page.getByLabel('Name of Nock', { exact: true }).press('Alt+ArrowUp');
    await expect.poll(async () => (await namesOf(other)).slice(-2)).toEqual(['Nock', 'Veil']);
    await page.getByRole('button', { name: 'Remove Gale' }).click();
    await other.getByText('1 removed').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await other.getByLabel('Name of Gale', { exact: true }).waitFor();

    await page.reload(); // the address keeps the book
    await blaze(page).waitFor();
    await page.getByRole('link', { name: 'Back to the room’s book' }).click();
    await page.getByLabel('Name of Ember', { exact: true }).waitFor();
    expect(await namesOf(page)).toEqual(['Ember', 'Tide', 'Gale', 'Bloom', 'Spark', 'Veil']);

    await other.getByRole('button', { name: /^Use in this room/ }).click();
    await other.getByText('No model knows these spells').waitFor();
    await other.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Archive Copy of First spells' }).click();
    await other.getByRole('heading', { name: 'First spells', exact: true }).waitFor();
    await page.getByText('1 archived').click();
    await page.getByRole('button', { name: /^Delete ?: Copy of First spells/ }).click();
    await page.getByText('This cannot be undone.').waitFor();
    await page.getByRole('button', { name: /^Delete for good/ }).click();
    await page.getByText('1 archived').waitFor({ state: 'detached' });
    expect(pageErrors.flat()).toEqual([]);
    for (const one of [page, other]) await one.context().close();
  });

  test('is edited, filled from files, copied, and begins the next event', async () => {
    const [consolePage, second, phone, stage] = [
      await site.console('#run'),
      await site.console('#run'),
      await open(390, 844),
      await open(1920, 1080),
    ];
    const pageErrors = [consolePage, second, phone, stage].map(pageErrorsOf);
    await stage.goto(site.server.links.stage);
    await consolePage.getByRole('heading', { name: 'Run of show' }).waitFor();
    await Promise.all(['g', 'b'].map((key) => consolePage.keyboard.press(key))); // at once: the first waits for a while only
    await second.getByRole('link', { name: 'Book', exact: true }).click();

    const ember = consolePage.getByLabel('Name of Ember', { exact: true });
    await ember.fill('Tide');
    await ember.press('Enter');
    await consolePage.getByText('The spellbook already has a spell with this name.').waitFor();
    await ember.fill('Blaze');
    await ember.press('Enter');
    await second.getByLabel('Name of Blaze', { exact: true }).waitFor();
    await consolePage.getByText('Ember renamed to Blaze.').waitFor();
    await consolePage.getByRole('button', { name: /^Undo/ }).click();
    await second.getByLabel('Name of Ember', { exact: true }).waitFor();

    // Order by keyboard: the focus goes with the spell.
    await consolePage.getByLabel('Name of Veil', { exact: true }).focus();
    for (const place of [5, 4]) {
      await consolePage.keyboard.press('Alt+ArrowUp');
      await consolePage.getByText(`Veil moved up to place ${place}.`).waitFor();
      await expect
        .poll(() => consolePage.evaluate(() => document.activeElement?.getAttribute('aria-label')))
        .toBe('Name of Veil');
    }
    await expect.poll(() => namesOf(second)).toEqual(['Ember', 'Tide', 'Gale', 'Veil', 'Bloom', 'Spark']);
    await consolePage.getByRole('button', { name: 'Color of Veil: veil, solid line' }).click();
    await consolePage.getByLabel('ember', { exact: true }).check({ force: true });
    await second.getByRole('button', { name: 'Color of Veil: ember, dashed line' }).waitFor();

    // From files: one SVG into the pad, a set of glyphs into the book.
    await consolePage.getByRole('button', { name: 'Draw a new spell' }).click();
    await consolePage.getByLabel('Or import one').fill(SVG);
    await consolePage.getByLabel('Or import one').press('Enter');
    await consolePage.getByText('Its 2 strokes were joined').waitFor();
    await consolePage.getByLabel('Name', { exact: true }).fill('Nock');
    await consolePage.getByRole('button', { name: /^Add to the book/ }).click();
    await consolePage.getByText('Castable now').waitFor();
    await consolePage.getByRole('button', { name: 'Done' }).click();
    const file = { name: 'letters.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(LETTERS)) };
    await consolePage.locator('input[accept*=json]').setInputFiles(file);
    await consolePage.getByText('1 spell imported.').first().waitFor();
    expect(
      await consolePage
        .getByRole('listitem')
        .filter({ hasText: /^(Tide|Arc) / })
        .allInnerTexts(),
    ).toEqual(['Arc the command A is not supported', 'Tide is in the book already']);
    await expect.poll(async () => (await namesOf(second)).slice(-2)).toEqual(['Nock', 'O']);

    await consolePage.getByRole('button', { name: 'New book' }).click();
    await consolePage.getByLabel('Name of the new book').fill('Winter');
    await consolePage.getByRole('button', { name: 'Create book' }).click();
    await second.getByLabel('Name of the book Winter').waitFor();
    await consolePage.getByRole('heading', { name: 'Winter' }).waitFor();

    // The next event: the phone keeps its name; the stage and both consoles follow on their own.
    const hand = await simulateSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await phone.getByRole('button', { name: 'Cast a spell' }).waitFor();
    const before = new URL(site.server.links.join).searchParams.get('code') ?? '';
    await consolePage.getByRole('button', { name: 'Begin the next event' }).click();
    await consolePage.getByLabel('Title').fill('The winter talk');
    await consolePage.getByRole('dialog').getByLabel('Spellbook').selectOption({ label: 'Winter' });
    await consolePage.getByText('The connected phone is sent to the new code').waitFor();
    await consolePage.getByRole('button', { name: `End ${before} and begin` }).click();
    await phone.getByRole('heading', { name: 'This event is over' }).waitFor();
    const code = new URL(site.server.links.join).searchParams.get('code') ?? '';
    expect(code).not.toBe(before);
    for (const page of [consolePage, second]) await page.getByRole('heading', { name: 'The winter talk' }).waitFor();
    await stage.getByText(shownEventCode(code)).first().waitFor();
    expect(await consolePage.locator('ul.facts').innerText()).toMatch(/^0 wands/);
    await phone.getByRole('button', { name: `Join ${shownEventCode(code)}` }).click();
    expect(await phone.getByLabel('Wizard name').inputValue()).toBe('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await expect.poll(() => consolePage.locator('ul.facts').innerText()).toMatch(/^1 wand/);
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/1\s+wand awake/);

    const late = await open(390, 844);
    await late.goto(`${site.server.url}/?code=${before}`);
    await late.getByText('This event is over. The big screen shows the code of the next one.').waitFor();
    expect(await late.locator('body').innerText()).not.toContain(shownEventCode(code)); // who was not there must read it in the hall
    expect(pageErrors.flat()).toEqual([]);
  });
});
