import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseCastLine, starterSpellbook } from '@wandcast/gesture';
import { wordsToBytes } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { packedSignal } from '../../../apps/api/src/curation/import/packed-signal.js';
import { ndjson, recorded } from '../../support/cast-files.js';
import { importableFiles } from '../../support/recordings.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('.zone button:enabled').waitFor(); // files are ignored before
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}
async function textOf(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link, exact: true }).click()]); // prettier-ignore
  return readFileSync(await download.path(), 'utf8');
}
/** Not removed with their import. */
const IN_USE = '(import_id IS NULL OR import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))';
const count = async (): Promise<number> =>
  (await site.server.query<{ casts: number }>(`SELECT count(*)::int AS casts FROM casts WHERE ${IN_USE}`))[0]?.casts ??
  0;

describe.skipIf(noBrowser !== undefined)('casts as files', () => {
  test('are imported after a check, saved as a dataset, used in training, and exported', async () => {
    const page = await site.console();
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('link', { name: 'Data', exact: true }).waitFor();
    await Promise.all(['g', 'd'].map((key) => page.keyboard.press(key))); // at once, because the prefix expires
    await page.getByText('No casts yet. They appear here once').waitFor();
    await page.getByText('Nothing to save yet').waitFor();
    await choose(page, 'empty.csv', Buffer.alloc(0));
    await page.getByText('The file is empty.').waitFor();

    const casts = [
      ...recorded(glyphs.get('ember'), 'Ember', 3, 3, 1),
      ...recorded(glyphs.get('tide'), 'Rune', 3, 3, 2),
    ];
    const lines = ndjson(casts).trimEnd().split('\n');
    await choose(page, 'room.ndjson.gz', gzipSync([...lines, '{"id":"half'].join('\n')));
    await page.getByText('18 casts of 3 people, all labeled.').waitFor();
    await page.getByText('line 19').waitFor();
    await page.getByText('New spells join the book without a glyph.').waitFor();
    expect(await count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Save the 18 good casts' }).click();
    await page.getByRole('status').getByText('18 casts saved, 1 bad line skipped').waitFor();

    await page.getByLabel('Name').fill('Friday');
    await page.getByRole('checkbox', { name: 'Rune 9' }).uncheck();
    await page.getByRole('button', { name: 'Save 9 casts' }).waitFor();
    await page.getByRole('checkbox', { name: 'Rune 9' }).check();
    await page.getByRole('button', { name: 'Save 18 casts' }).click();
    await page.getByText('18 casts of 3 people, 2 spells').waitFor();
    await page.getByRole('button', { name: 'Remove Friday' }).click();
    await page.getByText('Dataset Friday removed. Its casts stay.').waitFor();
    await page.keyboard.press('z');
    await page.getByText('18 casts of 3 people, 2 spells').waitFor();
    await page.getByRole('button', { name: 'Train on Friday' }).click();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await page.getByText(/from the dataset Friday \(18 casts, saved/).waitFor();

    await page.getByRole('link', { name: 'Data', exact: true }).click();
    const taken = await textOf(page, 'NDJSON');
    expect(taken.trimEnd().split('\n')).toHaveLength(18);
    expect((await textOf(page, 'Tidy CSV')).split('\n')[0]).toBe(
      'time,direction,accel,label,recording_num,user,discarded',
    );
    await choose(page, 'again.ndjson', Buffer.from(taken));
    await page.getByText('All of them are here already.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await choose(page, 'cat.png', Buffer.from([137, 80, 78, 71]));
    await page.getByText('This file could not be read. It must contain recorded casts.').waitFor();
    await page.getByRole('button', { name: 'Remove this import room.ndjson.gz' }).click();
    await page.getByText(/^by Ada .*Removed by Ada/).waitFor();
    expect(await count()).toBe(0);
    await page.keyboard.press('z');
    await page.getByText('Undone: Import of room.ndjson.gz removed').waitFor();
    await page.getByRole('button', { name: 'Remove this import room.ndjson.gz' }).waitFor();
    expect(await count()).toBe(18);
    await page.getByRole('button', { name: 'Remove this import room.ndjson.gz' }).click();
    await page.getByRole('button', { name: 'Restore this import room.ndjson.gz' }).click();
    await page.getByRole('button', { name: 'Remove this import room.ndjson.gz' }).click();
    await page.getByRole('button', { name: 'Restore this import room.ndjson.gz' }).waitFor();
    expect(await count()).toBe(0);
    await page.getByText('No casts yet. They appear here once').waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test.each(importableFiles)(
    'of $name are imported, explored and discarded by spell, and the export matches the database',
    async ({ files }) => {
      const page = await site.console('#data');
      const before = await count();
      const total = files.reduce((sum, { casts }) => sum + casts, 0);
      const discardedBefore = (await stored()).filter(({ discarded }) => discarded).length;
      const readings = new Set<string>();
      let ofX = 0;
      for (const { name, path, casts } of files) {
        const bytes = readFileSync(path);
        for (const line of gunzipSync(bytes).toString().trimEnd().split('\n')) {
          readings.add(readingsOf(line));
          if ((JSON.parse(line) as { label: string }).label === 'X') ofX++;
        }
        await choose(page, name, bytes);
        const amount = casts.toLocaleString('en');
        await page.getByRole('button', { name: `Save ${amount} casts` }).click();
        await page.getByRole('status').getByText(`${amount} casts saved`).waitFor();
      }
      expect(await count()).toBe(before + total);

      await page.getByRole('link', { name: 'Explore', exact: true }).click();
      const title = page.getByRole('region', { name: 'Casts', exact: true }).getByRole('heading');
      await title.filter({ hasText: `${(before + total - discardedBefore).toLocaleString('en')} casts` }).waitFor();
      await page.getByRole('button', { name: 'Only X' }).click();
      await title.filter({ hasText: `${ofX} casts` }).waitFor();
      for (const key of ['a', 'x']) await page.keyboard.press(key);
      await title.filter({ hasText: /^0 casts/ }).waitFor();

      await page.getByRole('link', { name: 'Data', exact: true }).click();
      const taken = (await textOf(page, 'NDJSON')).trimEnd().split('\n');
      expect(taken.map(keptOf)).toEqual(await stored());
      const discarded = taken.filter((line) => (JSON.parse(line) as { discarded?: boolean }).discarded);
      expect(discarded).toHaveLength(discardedBefore + ofX);
      const known = taken.filter((line) => readings.has(readingsOf(line))).length;
      expect(known).toBeGreaterThan(total - ofX - 35); // a few have readings finer than the wire format's step
      await page.context().close();
    },
  );
});

interface StoredCast {
  readonly id: string;
  readonly channels: number;
  readonly samples: string;
  readonly discarded: boolean;
}

/** Converts a line of an export to a row of the database. */
function keptOf(line: string, i: number): StoredCast {
  const { id, signal, metadata } = parseCastLine(line, i + 1);
  const { channels, words } = packedSignal(signal);
  return {
    id,
    channels,
    samples: Buffer.from(wordsToBytes(words)).toString('hex'),
    discarded: metadata?.discarded ?? false,
  };
}
const stored = (): Promise<StoredCast[]> =>
  site.server.query<StoredCast>(`SELECT c.id, c.channels, encode(c.samples, 'hex') AS samples,
    l.cast_id IS NOT NULL AND l.spell_id IS NULL AS discarded
    FROM casts c LEFT JOIN current_labels l ON l.cast_id = c.id WHERE ${IN_USE} ORDER BY c.id`);

/** The label and readings of a line. In lower case, because the export uses the spelling of the book: "Ember" for "ember". */
function readingsOf(line: string): string {
  const { label, t, x, y, z } = JSON.parse(line) as { label: string | null } & Record<'t' | 'x' | 'y' | 'z', number[]>;
  return JSON.stringify([label?.toLowerCase(), t, x, y, z]);
}
