import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaintsOf, giveSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

async function open(width: number, height: number): Promise<Page> {
  return (await site.browser.newContext({ viewport: { width, height }, hasTouch: width < 500 })).newPage();
}

const SVG = '<svg viewBox="0 0 24 24"><path d="M4 4v16"/><path d="M20 4v16"/></svg>';
const LETTERS = { O: 'M50 10 C20 10 10 35 10 50 C10 75 30 90 50 90', Tide: 'M0 0 L9 9', Arc: 'M0 0 A5 5 0 0 1 9 9' };

/** Names of the spells as the console shows them, in their order. */
const namesOf = (desk: Page): Promise<string[]> =>
  desk.getByRole('textbox', { name: /^Name of (?!the book)/ }).evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value),
  ); // prettier-ignore

describe.skipIf(noBrowser !== undefined)('the spellbook', () => {
  test('is edited, filled from files, copied, and begins the next evening', async () => {
    const [desk, second, phone, stage] = [
      await site.console('#run'),
      await site.console('#run'),
      await open(390, 844),
      await open(1920, 1080),
    ];
    const complaints = [desk, second, phone, stage].map(complaintsOf);
    await stage.goto(site.server.links.stage);
    await desk.getByRole('heading', { name: 'Run of show' }).waitFor();
    await Promise.all(['g', 'b'].map((key) => desk.keyboard.press(key))); // at once: the first waits for a while only
    await second.getByRole('link', { name: 'Book', exact: true }).click();

    const ember = desk.getByLabel('Name of Ember', { exact: true });
    await ember.fill('Tide');
    await ember.press('Enter');
    await desk.getByText('A spell of that name is already in the book.').waitFor();
    await ember.fill('Blaze');
    await ember.press('Enter');
    await second.getByLabel('Name of Blaze', { exact: true }).waitFor();
    await desk.getByText('Ember renamed to Blaze.').waitFor();
    await desk.getByRole('button', { name: /^Undo/ }).click();
    await second.getByLabel('Name of Ember', { exact: true }).waitFor();

    // Order by keyboard: the focus goes with the spell.
    await desk.getByLabel('Name of Veil', { exact: true }).focus();
    for (const place of [5, 4]) {
      await desk.keyboard.press('Alt+ArrowUp');
      await desk.getByText(`Veil moved up to place ${place}.`).waitFor();
      await expect
        .poll(() => desk.evaluate(() => document.activeElement?.getAttribute('aria-label')))
        .toBe('Name of Veil');
    }
    await expect.poll(() => namesOf(second)).toEqual(['Ember', 'Tide', 'Gale', 'Veil', 'Bloom', 'Spark']);
    await desk.getByRole('button', { name: 'Color of Veil: veil' }).click();
    await desk.getByLabel('ember', { exact: true }).check({ force: true });
    await second.getByRole('button', { name: 'Color of Veil: ember' }).waitFor();

    // From files: one SVG into the pad, a set of glyphs into the book.
    await desk.getByRole('button', { name: 'Draw a new spell' }).click();
    await desk.getByLabel('Or import one').fill(SVG);
    await desk.getByLabel('Or import one').press('Enter');
    await desk.getByText('Its 2 strokes were joined').waitFor();
    await desk.getByLabel('Name', { exact: true }).fill('Nock');
    await desk.getByRole('button', { name: /^Write it into the book/ }).click();
    await desk.getByText('Castable now').waitFor();
    await desk.getByRole('button', { name: 'Done' }).click();
    const file = { name: 'letters.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(LETTERS)) };
    await desk.locator('input[accept*=json]').setInputFiles(file);
    await desk.getByText('1 spell imported.').first().waitFor();
    expect(
      await desk
        .getByRole('listitem')
        .filter({ hasText: /^(Tide|Arc) / })
        .allInnerTexts(),
    ).toEqual(['Arc the command A is not supported', 'Tide is in the book already']);
    await expect.poll(async () => (await namesOf(second)).slice(-2)).toEqual(['Nock', 'O']);

    await desk.getByRole('button', { name: 'New book' }).click();
    await desk.getByLabel('Name of the new book').fill('Winter');
    await desk.getByRole('button', { name: 'Create book' }).click();
    await second.getByLabel('Name of the book Winter').waitFor();

    // The next evening: a phone is led over with its name, the stage and both consoles move by themselves.
    const hand = await giveSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await phone.getByRole('button', { name: 'Cast a spell' }).waitFor();
    const before = new URL(site.server.links.join).searchParams.get('code') ?? '';
    await desk.getByRole('button', { name: 'Begin the next evening' }).click();
    await desk.getByLabel('Title').fill('The winter talk');
    await desk.getByLabel('Spellbook', { exact: true }).selectOption({ label: 'Winter' });
    await desk.getByText('The connected phone is sent to the new code').waitFor();
    await desk.getByRole('button', { name: `End ${before} and begin` }).click();
    await phone.getByRole('heading', { name: 'This event is over' }).waitFor();
    const code = new URL(site.server.links.join).searchParams.get('code') ?? '';
    expect(code).not.toBe(before);
    for (const page of [desk, second]) await page.getByRole('heading', { name: 'The winter talk' }).waitFor();
    await stage.getByText(code).first().waitFor();
    expect(await desk.locator('ul.facts').innerText()).toMatch(/^0 wands/);
    await phone.getByRole('button', { name: `Join ${code}` }).click();
    expect(await phone.getByLabel('Wizard name').inputValue()).toBe('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await expect.poll(() => desk.locator('ul.facts').innerText()).toMatch(/^1 wand/);
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/1\s+wand awake/);

    const late = await open(390, 844);
    await late.goto(`${site.server.url}/?code=${before}`);
    await late.getByRole('button', { name: `Join ${code}` }).waitFor();
    expect(complaints.flat()).toEqual([]);
  });
});
