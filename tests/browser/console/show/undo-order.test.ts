import { starterSpellbook } from '@wandcast/gesture';
import type { PoolClient } from 'pg';
import { describe, expect, test } from 'vitest';
import { ndjson, recorded } from '../../../support/cast-files.js';
import { openPool } from '../../../support/database-pool.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

const one = async (query: string): Promise<unknown> =>
  Object.values((await site.server.query<Record<string, unknown>>(query))[0] ?? {})[0];
const isBlank = (): Promise<unknown> => one('SELECT blank FROM events');
const isRemoved = (): Promise<unknown> => one(`SELECT removed_at IS NOT NULL FROM spells WHERE id = 'ember'`);
const usedCasts = (): Promise<unknown> =>
  one(`SELECT count(*)::int FROM casts JOIN imports ON imports.id = import_id WHERE removed_at IS NULL`);

/** Holds up whatever needs the locks of a statement, until `work` is done. */
async function whileLocked(statement: string, work: () => Promise<void>): Promise<void> {
  const pool = openPool(site.server.databaseUrl);
  const client: PoolClient = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement);
    await work();
    await client.query('COMMIT');
  } finally {
    client.release();
    await pool.end();
  }
}

describe.skipIf(noBrowser !== undefined)('undo goes back in the order of the presses', () => {
  test('although a later one was answered first, and although Z came before the last answer', async () => {
    const page = await site.console('#book');
    const pageErrors = pageErrorsOf(page);
    await whileLocked(`SELECT 1 FROM spells WHERE id = 'ember' FOR UPDATE`, async () => {
      await page.getByRole('button', { name: 'Remove Ember' }).click();
      await page.keyboard.press('b');
      await expect.poll(isBlank).toBe(true);
      await page.getByText('The stage was blanked').waitFor();
      expect(await isRemoved()).toBe(false);
      await page.keyboard.press('z');
    });
    await page.getByText('Undone: The stage was blanked').waitFor();
    await expect.poll(isBlank).toBe(false);
    expect(await isRemoved()).toBe(true);
    await page.keyboard.press('z');
    await page.getByText('Undone: Ember removed').waitFor();
    expect(await isRemoved()).toBe(false);
    expect(pageErrors).toEqual([]);
  });

  test('of an import too, whose casts are stored long after it', async () => {
    const page = await site.console('#data');
    const pageErrors = pageErrorsOf(page);
    const glyph = starterSpellbook.find(({ id }) => id === 'tide')?.glyph;
    await page.locator('.zone button:enabled').waitFor(); // files are ignored before
    const buffer = Buffer.from(ndjson(recorded(glyph, 'Tide', 2, 3, 1)));
    await page.locator('input[type=file]').setInputFiles({ name: 'tide.ndjson', mimeType: 'application/json', buffer });
    const save = page.getByRole('button', { name: 'Save 6 casts' });
    await save.waitFor();
    await whileLocked('LOCK TABLE casts IN SHARE MODE', async () => {
      await save.click();
      await page.getByText('Saving tide.ndjson').waitFor();
      await page.keyboard.press('b');
      await expect.poll(isBlank).toBe(true);
      await page.getByText('The stage was blanked').waitFor();
      expect(await usedCasts()).toBe(0);
    });
    await page.getByRole('status').getByText('6 casts saved').waitFor();
    await page.keyboard.press('z');
    await page.getByText('Undone: The stage was blanked').waitFor();
    await expect.poll(isBlank).toBe(false);
    expect(await usedCasts()).toBe(6);
    await page.keyboard.press('z');
    await page.getByText('Undone: tide.ndjson imported').waitFor();
    expect(await usedCasts()).toBe(0);
    expect(pageErrors).toEqual([]);
  });
});
