import { starterSpellbook } from '@wandcast/gesture';
import type { QueueState } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { becomeMember } from '../../support/test-server.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const CASTS = 60;
const site = openSite();

/** Casts with a label that stands. */
async function named(): Promise<number> {
  const [row] = await site.server.query<{ casts: number }>('SELECT count(*)::int AS casts FROM current_labels');
  return row?.casts ?? 0;
}

/** What one moderator was shown on the way. */
interface Shift {
  seconds: number;
  given: number;
}

/** Presses a key and waits until the page says that so many casts are changed. */
async function press(page: Page, key: string, changed: number): Promise<void> {
  await page.keyboard.press(key);
  const words =
    changed === 0
      ? 'The next training uses the labels you change here'
      : `${changed} ${changed === 1 ? 'cast' : 'casts'} changed`;
  await page.getByText(words).waitFor();
}

/** Names whatever comes, by keyboard alone, until all have a name. */
async function work(page: Page, shift: Shift): Promise<void> {
  while ((await named()) < CASTS) {
    const waits = page.locator('.reason');
    const dry = page.getByText('Nothing to label');
    await waits.or(dry).first().waitFor();
    if (!(await waits.isVisible())) return; // the other has the last ones before them
    if ((await waits.innerText()).startsWith('Second look')) shift.seconds++;
    await press(page, shift.given % 7 === 3 ? '2' : 'Enter', ++shift.given);
  }
}

describe.skipIf(noBrowser !== undefined)('two moderators at the label queue', () => {
  test('label 60 casts at once by keyboard, none twice by accident', async () => {
    for (const [i, { glyph }] of starterSpellbook.slice(0, 3).entries())
      await castAll(site.server, casts(glyph ?? '', 5, 4, 80 + i));
    const owner = await openConsole(site.server);
    const bea = await becomeMember(await owner.ask<string>('member:invite', { role: 'moderator', note: '' }), 'Bea');
    const looked = expect.poll(() => owner.ask<QueueState>('queue:show', {}));
    await looked.toMatchObject({ looked: CASTS }); // until then a cast comes without what was heard, which none can agree to
    owner.socket.disconnect();

    const first = await site.console('#label');
    const pageErrors = [pageErrorsOf(first)];
    await first.getByText(`0 of ${CASTS} labeled`).waitFor();
    const second = await site.console('#label', bea);
    pageErrors.push(pageErrorsOf(second));
    await Promise.all([first, second].map((page) => page.locator('.reason').waitFor()));

    // Undo, as far as one likes, and back to the cast it was.
    const title = () => first.getByRole('heading', { level: 2 }).nth(1).innerText();
    const began = await title();
    await press(first, '1', 1);
    await press(first, 'x', 2);
    await press(first, 'u', 1);
    await press(first, 'u', 0);
    expect(await named()).toBe(0);
    expect(await title()).toBe(began);

    const shifts: [Shift, Shift] = [
      { seconds: 0, given: 0 },
      { seconds: 0, given: 0 },
    ];
    // Both begin, so that whoever is quicker from here on has casts of the other to look at a second time.
    for (const [page, shift] of [
      [first, shifts[0]],
      [second, shifts[1]],
    ] as const)
      for (let i = 0; i < 2; i++) await press(page, 'Enter', ++shift.given);
    await Promise.all([work(first, shifts[0]), work(second, shifts[1])]);
    expect(await named()).toBe(CASTS);
    const twice = await site.server.query<{ cast_id: string }>(
      `SELECT cast_id FROM labels WHERE kind <> 'withdraw' GROUP BY cast_id HAVING count(DISTINCT member_id) > 1`,
    );
    const seconds = shifts.reduce((sum, shift) => sum + shift.seconds, 0);
    expect(seconds).toBeGreaterThan(0);
    expect(twice.length).toBe(seconds);
    expect(shifts.reduce((sum, shift) => sum + shift.given, 0)).toBe(CASTS + seconds);
    for (const { given } of shifts) expect(given).toBeGreaterThan(10); // both were at it
    await first.getByText(`${seconds} ${seconds === 1 ? 'cast' : 'casts'} seen by two`).waitFor();
    expect(pageErrors.flat()).toEqual([]);
  });
});
