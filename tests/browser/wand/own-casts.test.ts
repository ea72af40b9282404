import { readFile } from 'node:fs/promises';
import { parseCastLine, parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { recordedColumns } from '../../../apps/tools/src/environment/recorded-columns.js';
import { insertCasts, starterSpellId } from '../../support/insert-casts.js';
import { noBrowser } from '../support/browser.js';
import { joinRoom, openPhone } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const CASTS = 300;
const PAGE = 20;

const site = openSite();

/** Stores casts of the only participant, as if they had cast for an hour. */
async function storeCasts(): Promise<void> {
  const [owner] = await site.server.query<{ id: string; event: string }>(
    'SELECT id, event_id AS event FROM participants',
  );
  if (owner === undefined) throw new Error('nobody has joined');
  const random = seeded(7);
  const person = simulatePerson(random);
  const movements = starterSpellbook.map(({ glyph }) =>
    recordedColumns(simulateCast(parseGlyph(glyph ?? ''), person, random)),
  );
  const began = Date.now() - 3_600_000;
  const casts = Array.from({ length: CASTS }, (_, i) => {
    const at = new Date(began + i * 10_000);
    return {
      ...{ id: v7({ msecs: at.getTime() }), eventId: owner.event, participantId: owner.id },
      ...{ intent: 'cast', spell: starterSpellId(i), source: 'motion', startedAt: at, receivedAt: at, beganAt: at },
      ...{ recorded: movements[i % movements.length] ?? [], modelId: null, recognized: null, probabilities: [] },
    };
  });
  await insertCasts((sql, values) => site.server.query(sql, values), casts);
}

describe.skipIf(noBrowser !== undefined)('a participant with 300 casts', () => {
  test('lists them page by page, deletes one, saves a copy of the others, and deletes all', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page } = phone;
    await joinRoom(phone);
    await storeCasts();
    await page.getByRole('button', { name: /your casts and your data/ }).click();
    const rows = page.getByRole('list', { name: 'Your casts' }).getByRole('listitem');
    const older = page.getByRole('button', { name: 'Older casts' });
    for (let listed = PAGE; listed < CASTS; listed += PAGE) {
      await expect.poll(() => rows.count()).toBe(listed);
      await older.click();
    }
    await expect.poll(() => rows.count()).toBe(CASTS);
    await expect.poll(() => rows.locator('svg.sketch:not(.glyph)').count()).toBe(CASTS); // samples of all arrived

    await rows.nth(150).getByRole('button', { name: /^Delete/ }).click(); // prettier-ignore
    await rows.nth(150).getByRole('button', { name: 'Delete it' }).click();
    await expect.poll(() => rows.count()).toBe(CASTS - 1);

    await page.getByRole('button', { name: 'Your data', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save a copy' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(new Set(lines.map((line, i) => parseCastLine(line, i + 1).id)).size).toBe(CASTS - 1);

    await page.getByRole('button', { name: 'Your casts, one by one' }).click();
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Delete all' }).click(); // asked once more
    await page.getByText('Nothing from you yet').waitFor();
    expect(await site.server.query('SELECT id FROM casts')).toEqual([]);
    expect(phone.pageErrors).toEqual([]);
  });
});
