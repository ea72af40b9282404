import { parseGlyph, seeded, simulateCast, simulatePerson, type Signal } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts } from '../../support/console-client.js';
import { pageErrorsOf, simulateSensors, noBrowser, type Hand } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { teachOnce } from '../support/teach-once.js';
import { MAX_ATTEMPTS, castByRing, resultOn } from '../support/cast-by-ring.js';

/** Corners of a stroke, in hundredths of the drawing pad. */
type Corners = readonly (readonly [number, number])[];
/** Resembles the starter's Spark. */
const ZIGZAG: Corners = [[20, 20], [80, 20], [20, 80], [80, 80]]; // prettier-ignore
/** Unlike every glyph of the starter spellbook. */
const PEAK: Corners = [[50, 15], [85, 80], [15, 80], [50, 15]]; // prettier-ignore

/** The sample stroke of that name. */
const HOOK = 'M64 12 L64 62 C64 90 30 90 28 64';

const site = openSite();

async function open(width: number, height: number): Promise<Page> {
  return (await site.browser.newContext({ viewport: { width, height }, hasTouch: width < 500 })).newPage();
}

/** Draws a stroke on the pad with the mouse. */
async function draw(consolePage: Page, [first = [0, 0], ...rest]: Corners): Promise<void> {
  const box = await consolePage.getByRole('img', { name: 'Draw one stroke here' }).boundingBox();
  if (box === null) throw new Error('the drawing pad is not visible');
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + (x / 100) * box.width, box.y + (y / 100) * box.height] as const;
  await consolePage.mouse.move(...at(first));
  await consolePage.mouse.down();
  for (const corner of rest) await consolePage.mouse.move(...at(corner), { steps: 20 });
  await consolePage.mouse.up();
}

/** Casts until the phone has shown Peak twice. @returns the results it showed */
async function castPeakTwice(phone: Page, hand: Hand, wave: () => Signal): Promise<string[]> {
  const results: string[] = [];
  for (let attempt = 0; attempt < 2 * MAX_ATTEMPTS && results.filter(isPeak).length < 2; attempt++) {
    await castByRing(phone, hand, wave());
    results.push(await resultOn(phone));
    await phone.getByRole('button', { name: 'Show spells' }).click();
  }
  return results;
}

const isPeak = (result: string): boolean => /^Peak, .*% sure/.test(result);

/** The stored glyph of the drawn stroke. */
async function drawnGlyph(): Promise<string> {
  const [spell] = await site.server.query<{ glyph: string }>(`SELECT glyph FROM spells WHERE id = 'peak'`);
  if (spell === undefined) throw new Error('the spell is not in the spellbook');
  return spell.glyph;
}

/** Number of the phone's casts that models of each origin recognized as Peak. */
const ORIGINS = `SELECT origin, count(*)::int AS casts FROM casts JOIN models ON models.id = casts.model_id
  WHERE source = 'motion' AND intent = 'cast' AND recognized_id = 'peak' GROUP BY origin ORDER BY origin`;

describe.skipIf(noBrowser !== undefined)('a newly drawn glyph', () => {
  test('is cast zero-shot, taught, trained from the console, and cast again', async () => {
    const [stage, consolePage, phone] = [await open(1920, 1080), await site.console(), await open(390, 844)];
    const pageErrors = [pageErrorsOf(stage), pageErrorsOf(consolePage), pageErrorsOf(phone)];
    await stage.goto(site.server.links.stage);
    await consolePage.getByRole('button', { name: /^Live/ }).click();
    const hand = await simulateSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);

    await consolePage.getByRole('link', { name: 'Book', exact: true }).click();
    await consolePage.getByRole('button', { name: 'Draw a new spell' }).click();
    await draw(consolePage, ZIGZAG);
    await consolePage.getByText(/^Will be mistaken for Spark/).waitFor();
    await consolePage.getByRole('button', { name: 'Clear' }).click();
    await draw(consolePage, PEAK);
    await consolePage.getByLabel('Name', { exact: true }).fill('Peak');
    await consolePage.getByText('Unlike every other spell in the book.').waitFor();
    await consolePage.getByRole('button', { name: /^Add to the book/ }).click();
    await consolePage.getByText('Castable now').waitFor();
    console.info(`the console says: ${await consolePage.getByText(/s after you drew it/).innerText()}`);
    await consolePage.getByRole('button', { name: 'Done' }).click();

    const glyph = await drawnGlyph();
    const random = seeded(4);
    const person = simulatePerson(random);
    const wave = (): Signal => simulateCast(parseGlyph(glyph), person, random, { gravity: true });
    await phone.getByRole('button', { name: 'Cast a spell' }).click();
    expect((await castPeakTwice(phone, hand, wave)).filter(isPeak)).toHaveLength(2);
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/Salt Hare[^]*Peak/);

    await phone.getByRole('button', { name: 'Back to teach or cast' }).click();
    await phone.getByRole('button', { name: 'Teach a spell' }).click();
    await phone.getByRole('button', { name: /^Teach Peak/ }).click();
    await teachOnce(phone, hand, wave);
    await phone.getByRole('button', { name: 'Keep it' }).click();
    await consolePage.getByRole('link', { name: 'Models' }).click();
    await consolePage.getByText('Peak needs 4 more casts from 2 more people').waitFor();
    await castAll(site.server, casts(glyph, 3, 3, 5), { intent: 'teach', spell: 'peak' });
    await consolePage.getByText('10 casts, 4 people').waitFor();

    await consolePage.getByText(/^Kind:/).click();
    await consolePage.getByText('Random kernels', { exact: true }).click(); // trains fastest
    await consolePage.getByRole('button', { name: /^Train v/ }).click();
    const activeModel = consolePage.getByRole('row').filter({ hasText: /Awake/ });
    await expect.poll(() => activeModel.innerText()).toMatch(/v\d+[^]*10[^]*4[^]*%/);

    await phone.getByRole('button', { name: 'Back to the spells' }).click();
    await phone.getByRole('button', { name: 'Back to teach or cast' }).click();
    await phone.getByRole('button', { name: 'Cast a spell' }).click();
    expect((await castPeakTwice(phone, hand, wave)).filter(isPeak)).toHaveLength(2);
    expect(await site.server.query(ORIGINS)).toEqual([
      { origin: 'glyphs', casts: 2 },
      { origin: 'taught', casts: 2 },
    ]);
    expect(pageErrors.flat()).toEqual([]);
  });

  test('may be drawn in a second way, which Z takes back', async () => {
    const consolePage = await site.console('#book');
    const pageErrors = pageErrorsOf(consolePage);
    const addSecond = consolePage.getByRole('button', { name: 'Add a second glyph: Tide', exact: true });
    const second = consolePage.getByRole('button', { name: 'Second glyph: Tide', exact: true });
    await addSecond.click();
    await consolePage.getByRole('heading', { name: 'Second glyph of Tide' }).waitFor();
    await consolePage.getByText('both will be Tide', { exact: false }).waitFor();
    await consolePage.getByRole('button', { name: 'Hook', exact: true }).click();
    await consolePage.getByRole('button', { name: /^Save glyph/ }).click();
    await consolePage.getByText('Castable now').waitFor();
    await consolePage.getByRole('button', { name: 'Done' }).click();
    expect(await second.locator('path').getAttribute('d')).toBe(HOOK);

    const sent = await castAll(site.server, casts(HOOK, 4, 3, 6), { intent: 'cast' });
    const ids = sent.map(({ castId }) => `'${castId}'`).join(', ');
    const tides = `SELECT count(*)::int AS casts FROM casts WHERE recognized_id = 'tide' AND id IN (${ids})`;
    await expect.poll(async () => ((await site.server.query(tides))[0] as { casts: number }).casts).toBeGreaterThan(9);

    const takeBack = async (): Promise<boolean> => {
      await consolePage.keyboard.press('z'); // the first one names what it takes back, if the toast is gone
      return addSecond.isVisible();
    };
    await expect.poll(takeBack).toBe(true);
    await addSecond.click();
    await draw(consolePage, PEAK);
    await consolePage.keyboard.press('Enter');
    await consolePage.getByRole('button', { name: 'Done' }).click();
    await second.click();
    await consolePage.getByRole('button', { name: 'Remove it' }).click();
    await addSecond.waitFor();
    expect(pageErrors).toEqual([]);
    await consolePage.context().close();
  });
});
