import { starterSpellbook } from '@wandcast/gesture';
import type { QueueState } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../../support/console-client.js';
import { becomeMember } from '../../../support/test-server.js';
import { pageErrorsOf, noBrowser } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const CASTS = 60;
const site = openSite();

/** Number of casts with a label. */
async function countLabeled(): Promise<number> {
  const [row] = await site.server.query<{ casts: number }>('SELECT count(*)::int AS casts FROM current_labels');
  return row?.casts ?? 0;
}

/** Counts of one moderator. */
interface LabelingStats {
  secondLooks: number;
  labels: number;
}

/** Presses a key and waits until the page shows that number of changed casts. */
async function press(page: Page, key: string, changed: number): Promise<void> {
  await page.keyboard.press(key);
  const text =
    changed === 0
      ? 'The next training uses the labels you change here'
      : `${changed} ${changed === 1 ? 'cast' : 'casts'} changed`;
  await page.getByText(text).waitFor();
}

/** Labels queued casts by keyboard until all casts are labeled. */
async function labelAll(page: Page, stats: LabelingStats): Promise<void> {
  while ((await countLabeled()) < CASTS) {
    const reason = page.locator('.reason');
    const empty = page.getByText('Nothing to label');
    await reason.or(empty).first().waitFor();
    if (!(await reason.isVisible())) return; // the other moderator has reserved the last casts
    if ((await reason.innerText()).startsWith('Second look')) stats.secondLooks++;
    await press(page, stats.labels % 7 === 3 ? '2' : 'Enter', ++stats.labels);
  }
}

describe.skipIf(noBrowser !== undefined)('two moderators at the label queue', () => {
  test('label 60 casts at the same time by keyboard, none twice by accident', async () => {
    for (const [i, { glyph }] of starterSpellbook.slice(0, 3).entries())
      await castAll(site.server, casts(glyph ?? '', 5, 4, 80 + i));
    const owner = await openConsole(site.server);
    const bea = await becomeMember(await owner.ask<string>('member:invite', { role: 'moderator', note: '' }), 'Bea');
    const queueState = expect.poll(() => owner.ask<QueueState>('queue:show', {}));
    await queueState.toMatchObject({ scored: CASTS }); // Enter needs a prediction to confirm
    owner.socket.disconnect();

    const first = await site.console('#label');
    const pageErrors = [pageErrorsOf(first)];
    await first.getByText(`0 of ${CASTS} labeled`).waitFor();
    const second = await site.console('#label', bea);
    pageErrors.push(pageErrorsOf(second));
    await Promise.all([first, second].map((page) => page.locator('.reason').waitFor()));

    // The path of the cast is drawn, point by point, not only its frame.
    const path = first.getByRole('img', { name: 'The path it seems to have drawn' }).locator('path');
    expect(await path.getAttribute('d')).toMatch(/^M[\d.-]+ [\d.-]+(L[\d.-]+ [\d.-]+){8,}$/);

    // Undo works repeatedly and returns to the first cast.
    const title = () => first.getByRole('heading', { level: 2 }).nth(1).innerText();
    const firstTitle = await title();
    await press(first, '1', 1);
    await press(first, 'x', 2);
    await press(first, 'u', 1);
    await press(first, 'u', 0);
    await expect.poll(countLabeled).toBe(0);
    expect(await title()).toBe(firstTitle);

    const stats: [LabelingStats, LabelingStats] = [
      { secondLooks: 0, labels: 0 },
      { secondLooks: 0, labels: 0 },
    ];
    // Both label a few casts first, so that each can get second looks at casts of the other.
    for (const [page, own] of [
      [first, stats[0]],
      [second, stats[1]],
    ] as const)
      for (let i = 0; i < 2; i++) await press(page, 'Enter', ++own.labels);
    await Promise.all([labelAll(first, stats[0]), labelAll(second, stats[1])]);
    await expect.poll(countLabeled).toBe(CASTS);
    const countTwice = async (): Promise<number> =>
      (
        await site.server.query(
          `SELECT cast_id FROM labels WHERE kind <> 'withdraw' GROUP BY cast_id HAVING count(DISTINCT member_id) > 1`,
        )
      ).length;
    const secondLooks = stats.reduce((sum, own) => sum + own.secondLooks, 0);
    expect(secondLooks).toBeGreaterThan(0);
    await expect.poll(countTwice).toBe(secondLooks);
    expect(stats.reduce((sum, own) => sum + own.labels, 0)).toBe(CASTS + secondLooks);
    for (const { labels } of stats) expect(labels).toBeGreaterThan(10); // both took part
    await first.getByText(`${secondLooks} ${secondLooks === 1 ? 'cast' : 'casts'} seen by two`).waitFor();
    expect(pageErrors.flat()).toEqual([]);
  });
});
