import { readFile } from 'node:fs/promises';
import { parseCastLine, parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { pageErrorsOf, simulateSensors, noBrowser, type Hand } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { teachOnce } from '../support/teach-once.js';

const site = openSite();

interface StoredRow {
  readonly id: string;
  readonly spell_id: string;
  readonly count: number;
  readonly duration_ms: number;
}
// UUIDv7 ids are ordered by time.
const rows = () => site.server.query<StoredRow>('SELECT id, spell_id, count, duration_ms FROM casts ORDER BY id');

/** Teaches the spell whose guide is open: countdown, three seconds of motion, review, keep. */
async function teach(page: Page, hand: Hand, spell: string, seed: number): Promise<void> {
  const random = seeded(seed);
  const glyph = starterSpellbook.find(({ id }) => id === spell)?.glyph ?? '';
  const person = simulatePerson(random);
  await teachOnce(page, hand, () => simulateCast(parseGlyph(glyph), person, random));
  await page.getByText('Rough sketch of your movement').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
}

describe.skipIf(noBrowser !== undefined)('a phone', () => {
  test('teaches three spells, deletes one cast, exports its data and is forgotten', async () => {
    const client = await openConsole(site.server);
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const phone = await context.newPage();
    const pageErrors = [pageErrorsOf(phone)];
    const hand = await simulateSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByText('You can delete any cast, or all of them, from this phone.').waitFor();
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await phone.getByRole('button', { name: 'Teach a spell' }).click();

    await phone.getByRole('button', { name: /^Teach Spark/ }).click();
    await client.ask('room:teach', { spell: 'tide' });
    await teach(phone, hand, 'spark', 3);
    await phone.getByRole('heading', { name: 'Tide', exact: true }).waitFor(); // moved on from Spark
    await teach(phone, hand, 'tide', 4);
    await phone.getByRole('button', { name: 'Back to the spells' }).click();
    await phone.getByRole('button', { name: /^Everyone’s teaching Tide Join in.*1 of 5 done$/ }).waitFor();
    await client.ask('room:teach', { spell: null });
    await phone.getByRole('button', { name: 'Teach Bloom, 0 of 5 done' }).click();
    await teach(phone, hand, 'bloom', 5);
    await phone.getByRole('button', { name: 'Back to the spells' }).click();
    const counter = (): Promise<string> => phone.getByText('from the room').locator('..').innerText();
    await expect.poll(counter).toMatch(/3\s*from you\s*3\s*from the room/);

    const stored = await rows();
    expect(stored.map((row) => row.spell_id)).toEqual(['spark', 'tide', 'bloom']);
    for (const row of stored) {
      expect(row.count).toBeGreaterThan(40);
      expect(row.duration_ms).toBeGreaterThan(2_500);
    }

    await phone.getByRole('button', { name: 'Your casts', exact: true }).click();
    const list = phone.getByRole('list', { name: 'Your casts' });
    const listed = () => list.locator('li b').allInnerTexts();
    await expect.poll(listed).toEqual(['Bloom', 'Tide', 'Spark']);
    await expect.poll(() => list.locator('li svg.sketch path').count()).toBe(3);
    const told = client.waitForMessage('casts:deleted');
    await phone.getByRole('button', { name: /^Delete Tide/ }).click();
    await phone.getByRole('button', { name: 'Delete it', exact: true }).click();
    await expect.poll(listed).toEqual(['Bloom', 'Spark']);
    expect(await told).toEqual([stored[1]?.id]);
    const kept = await rows();
    expect(kept).toEqual([stored[0], stored[2]]);

    await phone.getByRole('button', { name: 'Your data', exact: true }).click();
    const saving = phone.waitForEvent('download');
    await phone.getByRole('button', { name: 'Save a copy' }).click();
    const file = await (await saving).path();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const casts = lines.map((line, i) => parseCastLine(line, i + 1));
    expect(casts.map(({ id, label, signal }) => ({ id, spell_id: label, count: signal.t.length }))).toEqual(
      kept.map(({ id, spell_id, count }) => ({ id, spell_id, count })),
    );
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ nickname: 'Salt Hare', intent: 'teach', source: 'motion' });

    const second = await context.newPage(); // the same participant, because it has the same key
    pageErrors.push(pageErrorsOf(second));
    await simulateSensors(second);
    await second.goto(site.server.links.join);
    await second.getByText('Salt Hare').first().waitFor();
    await phone.bringToFront();
    await phone.evaluate(() => {
      localStorage.setItem('wandcast:flipped', 'no'); // as after a calibration
    });
    await phone.getByRole('button', { name: 'Delete my data' }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Delete my data' }).click();
    for (const page of [phone, second]) await page.getByRole('heading', { name: 'You are forgotten' }).waitFor();
    for (const table of ['casts', 'labels', 'participants'])
      expect(await site.server.query(`SELECT 1 FROM ${table}`)).toEqual([]);
    const left = await phone.evaluate(() => Object.keys(localStorage));
    expect(left).toEqual(['wandcast:flipped']); // about the phone, not about a participant

    await phone.getByRole('button', { name: 'Join as someone new' }).click();
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(300);
    await phone.getByRole('button', { name: 'Your casts', exact: true }).click();
    await phone.getByText('Nothing from you yet').waitFor();
    expect(pageErrors.flat()).toEqual([]);
    client.socket.disconnect();
  });
});
