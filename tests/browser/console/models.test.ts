import { MAX_MODEL_NOTE } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { seedCasts } from '../../support/seed-casts.js';
import { noBrowser, pageErrorsOf, simulateSensors } from '../support/browser.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** A version of the starter model that looks trained and tested: each `wrong`-th cast was recognized as another spell. */
interface Trained {
  readonly accuracy: number;
  readonly wrong: number;
  /** A spell it knows instead of Tide. */
  readonly instead?: string;
}

/** Adds versions to the database and has the server list them. */
async function addVersions(versions: readonly Trained[]): Promise<void> {
  const { server } = site;
  for (const { accuracy, wrong, instead } of versions)
    await server.query(
      `INSERT INTO models (version, kind, origin, card, manifest, weights, created_at, activated_at, baselines, report)
       SELECT (SELECT max(version) FROM models) + 1, kind, 'taught',
         jsonb_set(jsonb_set(jsonb_set(card, '{trainedOn}', card->'trainedOn' || '{"casts": 240, "people": 8}'),
           '{metrics}', card->'metrics' || $1::jsonb),
           '{spells}', (SELECT jsonb_agg(CASE WHEN id = 'tide' THEN coalesce($2, id) ELSE id END ORDER BY place)
             FROM jsonb_array_elements_text(card->'spells') WITH ORDINALITY AS known (id, place))),
         manifest, weights, now(), now(), '{"nearest": 0.81, "cnn2018": 0.72}',
         jsonb_build_object('negatives', '[0.2, 0.5]'::jsonb, 'copies', '[]'::jsonb,
           'curve', '[{"at": 1, "casts": 60, "learnt": 1, "heldOut": 0.9}, {"at": 2, "casts": 240, "learnt": 1, "heldOut": 0.95}]'::jsonb,
           'judged', (SELECT jsonb_agg(jsonb_build_object('castId', c.id, 'meant', s.place - 1, 'recognized',
               CASE WHEN c.n % $3 = 0 THEN s.place % 3 ELSE s.place - 1 END, 'confidence', 0.8) ORDER BY c.n)
             FROM (SELECT id, spell_id, row_number() OVER (ORDER BY id) AS n FROM casts WHERE intent = 'teach') c
             JOIN jsonb_array_elements_text(card->'spells') WITH ORDINALITY AS s (spell, place) ON s.spell = c.spell_id))
       FROM models WHERE origin = 'starter' LIMIT 1`,
      [JSON.stringify({ accuracy }), instead ?? null, wrong],
    );
  const client = await openConsole(server);
  const listed = client.waitForMessage('models:updated');
  await client.ask('model:note', { modelId: client.state.models.at(-1)?.id, note: `Seen ${versions.length}` });
  await listed;
  client.socket.disconnect();
}

/** Width that overflows the window, or height below the screen, and the actions and baselines that are not entirely inside the list or the window. */
function outsideOf(): { overflow: number; cut: string[] } {
  const list = document.querySelector('.scroll')?.getBoundingClientRect() ?? new DOMRect();
  const isInside = ({ left, right, top, bottom }: DOMRect, checksHeight: boolean): boolean =>
    left >= list.left && right <= Math.min(list.right, innerWidth) + 0.5 && (!checksHeight || (top >= list.top && bottom <= list.bottom + 1)); // prettier-ignore
  const cut = (selector: string, checksHeight: boolean): string[] =>
    [...document.querySelectorAll(selector)]
      .filter((one) => !isInside(one.getBoundingClientRect(), checksHeight))
      .map(({ textContent }) => textContent);
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  const end = scrollY + (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0);
  const below = scrollHeight - Math.max(clientHeight, Math.ceil(end)); // empty space under the screen
  return {
    overflow: Math.max(scrollWidth - clientWidth, below - 1, 0),
    cut: [...cut('tbody .right > *', false), ...cut('tfoot th', true)],
  };
}

const activeVersion = async (): Promise<number | undefined> => {
  const [row] = await site.server.query<{ version: number }>(
    'SELECT version FROM models JOIN events ON active_model_id = models.id ORDER BY events.created_at DESC LIMIT 1',
  );
  return row?.version;
};
const row = (page: Page, version: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: version, exact: true }) });

describe.skipIf(noBrowser !== undefined)('the models screen', () => {
  test('fits with 1, 5, 12 and 60 versions, and keeps actions and baselines in sight', async () => {
    const pool = openPool(site.server.databaseUrl);
    await seedCasts(pool, { casts: 400, people: 8 });
    await pool.end();
    const page = await site.console('#models');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('button', { name: 'v1', exact: true }).waitFor();
    let versions = 1;
    for (const wanted of [1, 5, 12, 60]) {
      await addVersions(
        Array.from({ length: wanted - versions }, (_, i) => ({
          ...{ accuracy: 0.9 + 0.001 * i, wrong: 5 + i },
          ...(i === 1 && { instead: 'hook' }),
        })),
      );
      versions = wanted;
      await page.getByRole('button', { name: `v${versions}`, exact: true }).click();
      if (versions > 1) await page.getByRole('heading', { name: /Tested on 8 people/ }).waitFor();
      for (const [width, height] of [
        [1280, 800],
        [1440, 900],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect([versions, width, await page.evaluate(outsideOf)]).toEqual([versions, width, { overflow: 0, cut: [] }]);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
    });
    expect(await page.getByRole('button', { name: /Space$/ }).isVisible()).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
    const header = await page.locator('header.header').boundingBox();
    expect(header?.y).toBe(0); // also when the report is scrolled
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('keeps the keyboard focus on the threshold, and undoes one change at a time', async () => {
    const page = await site.console('#models');
    await page.getByRole('button', { name: 'v60', exact: true }).click();
    const slider = page.getByRole('slider', { name: 'Threshold' });
    const before = Number(await slider.inputValue());
    await slider.focus();
    for (let step = 1; step <= 3; step++) {
      await page.keyboard.press('ArrowRight');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('threshold');
      expect(Number(await slider.inputValue())).toBe(before + step);
    }
    await page.getByText(`Threshold of v60 changed from ${before}% to ${before + 3}%.`).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('threshold');
    await page.keyboard.press('ArrowLeft');
    await page.getByText(`Threshold of v60 changed from ${before + 3}% to ${before + 2}%.`).waitFor();
    await page.keyboard.press('z');
    await expect.poll(async () => Number(await slider.inputValue())).toBe(before + 3);
    await page.context().close();
  });

  test('asks before it wakes a model that does not know the book, by keyboard alone', async () => {
    const page = await site.console('#models');
    const active = await activeVersion();
    await row(page, 'v3').getByText('knows 5 of 6 spells, not Tide, also hook').waitFor();
    await page.getByRole('button', { name: 'v3', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'Wake v3?' });
    await dialog.getByText('It does not know Tide.').waitFor();
    await dialog.getByText('It recognizes hook, which is not in this book.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await activeVersion()).toBe(active);
    await page.keyboard.press('w');
    await dialog.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('v3 is awake instead of v1.').waitFor();
    expect(await activeVersion()).toBe(3);
    await page.keyboard.press('z');
    await expect.poll(activeVersion).toBe(active);
    await row(page, 'v2').getByRole('button', { name: 'Wake v2' }).click(); // knows the book: no question
    await page.getByText('v2 is awake instead of v1.').waitFor();
    await page.context().close();
  });

  test('tries a model that is not awake, by mouse and by keyboard, and stores nothing', async () => {
    const [{ casts }] = (await site.server.query('SELECT count(*)::int AS casts FROM casts')) as [{ casts: number }];
    const page = await site.console('#models');
    await page.getByRole('button', { name: 'v1', exact: true }).click();
    const result = page.getByRole('region', { name: 'Try v1' }).getByRole('status');
    expect(await result.textContent()).toContain('Nothing drawn yet.');
    await page.getByRole('button', { name: 'Draw Tide' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => result.textContent()).toMatch(/Tide/);
    const box = await page.getByRole('img', { name: /^Pad to draw/ }).boundingBox();
    if (box === null) throw new Error('the pad is not visible');
    const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.move(...at(0.2, 0.2));
    await page.mouse.down();
    await expect.poll(() => result.textContent()).toContain('Nothing drawn yet.');
    for (let i = 1; i <= 30; i++) await page.mouse.move(...at(0.2 + 0.02 * i, 0.2 + 0.3 * Math.sin(i / 5) ** 2));
    await page.mouse.up();
    await expect.poll(() => result.textContent()).toMatch(/\d%/);
    expect(await site.server.query('SELECT count(*)::int AS casts FROM casts')).toEqual([{ casts }]);
    expect(await activeVersion()).toBe(2);
    await page.context().close();
  });

  test('tries a model that is not awake with a phone, whose casts are not stored', async () => {
    const [{ casts }] = (await site.server.query('SELECT count(*)::int AS casts FROM casts')) as [{ casts: number }];
    const page = await site.console('#models');
    await page.getByRole('button', { name: 'v1', exact: true }).click();
    const trial = page.getByRole('region', { name: 'Try v1' });
    await trial.getByRole('button', { name: 'Use a phone' }).click();
    await trial.getByText('No cast of the phone yet.').waitFor();
    const link = await trial.getByRole('link', { name: 'Open the test wand' }).getAttribute('href');
    const phone = await (await site.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    const pageErrors = [page, phone].map(pageErrorsOf);
    const hand = await simulateSensors(phone);
    await phone.goto(link ?? '');
    await phone.getByRole('button', { name: 'Wake the wand' }).click();
    await hand.rest(600);
    const hold = phone.getByRole('button', { name: /^(Hold and cast|Let go to end)$/ });
    await expect.poll(() => hold.isEnabled()).toBe(true);
    await hold.hover();
    await phone.mouse.down();
    await phone.getByText('Let go to end').waitFor();
    await hand.wave(spark());
    await phone.mouse.up();
    await phone.getByText(/\d+% \(v1\)/).waitFor();
    await trial.getByText('1 cast of the phone.').waitFor();
    await expect.poll(() => trial.getByRole('status').last().textContent()).toMatch(/\d%/);
    expect(await site.server.query('SELECT count(*)::int AS casts FROM casts')).toEqual([{ casts }]);

    await trial.getByRole('button', { name: 'Stop using the phone' }).click();
    await expect
      .poll(async () => {
        await hold.press('Enter'); // starts a cast without a pointer
        await hand.rest(300);
        await hold.press('Enter');
        return phone.getByRole('status').textContent();
      })
      .toContain('This trial is over');
    expect(pageErrors.flat()).toEqual([]);
    for (const one of [page, phone]) await one.context().close();
  });

  test('shows two versions side by side, and opens a cast that only one got right', async () => {
    const page = await site.console('#models');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('button', { name: 'v4', exact: true }).click();
    await page.getByRole('button', { name: 'Compare versions' }).click();
    await page.getByText(/^Both were tested on \d+ casts with the same meaning/).waitFor();
    await page.getByRole('row', { name: /^Ember/ }).waitFor();
    await page.getByRole('row', { name: /^Simulated 1/ }).waitFor();
    await page.getByRole('button', { name: /^Open the cast of Simulated/ }).first().click(); // prettier-ignore
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.getByLabel('First version').selectOption('v1');
    await page.getByText('v1 and v4 were not tested on any of the same casts').waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('keeps a note on a version, with undo', async () => {
    const page = await site.console('#models');
    await page.getByRole('button', { name: 'v5', exact: true }).click();
    const note = page.getByRole('textbox', { name: 'Note on v5' });
    await note.fill('y'.repeat(MAX_MODEL_NOTE));
    await page.getByText('0 characters left').waitFor();
    await note.fill('With the loud people');
    await page.getByRole('button', { name: 'Save note' }).click();
    await row(page, 'v5').getByText('With the loud people').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await row(page, 'v5').getByText('With the loud people').waitFor({ state: 'detached' });
    expect(await note.inputValue()).toBe('');
    await page.context().close();
  });
});
