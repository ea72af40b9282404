import { setTimeout as wait } from 'node:timers/promises';
import { starterSpellbook } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { castAll, casts, openConsole, type ConsoleClient } from '../../../support/console-client.js';
import { becomeMember } from '../../../support/test-server.js';
import { CONNECTION_ERROR, pageErrorsOf, noBrowser } from '../../support/browser.js';
import { openProxy, type NetworkProxy } from '../../support/network-proxy.js';
import { openSite } from '../../support/test-site.js';

/** Interval of the keys, ms: faster than any answer. */
const KEY_MS = 100;
const site = openSite();
let proxy: NetworkProxy;
let bea: ConsoleClient;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  proxy = await openProxy(site.server.url);
  for (const [i, { glyph }] of starterSpellbook.slice(0, 4).entries())
    await castAll(site.server, casts(glyph ?? '', 8, 5, 300 + i));
  const owner = await openConsole(site.server);
  await owner.ask('room:learn', { learning: false });
  bea = await openConsole(
    site.server,
    await becomeMember(await owner.ask('member:invite', { role: 'moderator', note: '' }), 'Bea'),
  );
  owner.socket.disconnect();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  bea.socket.disconnect();
  await proxy.close();
});

/** What each cast is labeled in the database: a spell, or `discard`. */
async function storedLabels(): Promise<ReadonlyMap<string, string>> {
  const rows = await site.server.query<{ cast_id: string; spell_id: string | null }>(
    'SELECT cast_id, spell_id FROM current_labels',
  );
  return new Map(rows.map(({ cast_id, spell_id }) => [cast_id, spell_id ?? 'discard']));
}
const shownCast = (page: Page): Promise<string | null> =>
  page.locator('[aria-current="true"][data-cast]').getAttribute('data-cast');

describe.skipIf(noBrowser !== undefined)('labels by keyboard', () => {
  test('at ten keys a second, over a slow link that breaks in between, are all right; the last twenty are taken back', async () => {
    proxy.setDelay(150);
    const page = await site.console('#label', site.server.owner, proxy.url);
    const pageErrors = pageErrorsOf(page);
    await page.locator('.reason').waitFor();
    const [first, second, third] = starterSpellbook.map(({ id }) => id);
    const keys = { 1: first, 2: second, 3: third, x: 'discard' };
    const names = Object.keys(keys) as unknown as (keyof typeof keys)[];
    const expected = new Map<string, string | undefined>();
    const order: string[] = [];
    for (let i = 0; i < 100; i++) {
      const due = Date.now() + KEY_MS;
      if (i === 50) proxy.setMode('down');
      if (i === 70) proxy.setMode('open');
      const castId = await shownCast(page);
      const key = names[i % names.length] ?? 'x';
      if (castId !== null) {
        expected.set(castId, keys[key]);
        order.push(castId);
      }
      await page.keyboard.press(String(key));
      await wait(Math.max(0, due - Date.now()));
    }
    expect(expected.size).toBe(100); // every key met a cast of its own
    await expect.poll(async () => (await storedLabels()).size).toBe(100);
    expect(await storedLabels()).toEqual(expected);
    const list = await page
      .locator('[data-cast]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-cast')));
    expect(list.slice(0, 100)).toEqual(order); // none was skipped
    await page.getByText('100 casts changed').waitFor();

    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('u');
      await wait(KEY_MS);
    }
    for (const castId of order.slice(80)) expected.delete(castId);
    await expect.poll(async () => (await storedLabels()).size).toBe(80);
    expect(await storedLabels()).toEqual(expected);
    expect(await shownCast(page)).toBe(order[80]);
    expect(pageErrors.filter((text) => !CONNECTION_ERROR.test(text))).toEqual([]);
    await page.context().close();
  });

  test('that another moderator contradicts are shown to both ways, and settled by one press', async () => {
    proxy.setDelay(0);
    const page = await site.console('#label', site.server.owner, proxy.url);
    const pageErrors = pageErrorsOf(page);
    await page.locator('.reason').waitFor();
    const castId = await shownCast(page);
    proxy.setMode('down');
    await page.getByText('Connection lost').waitFor();
    await bea.ask('casts:label', { labels: [{ castId, kind: 'spell', spell: 'gale' }] });
    await page.keyboard.press('1');
    await page.getByText('1 label waits for the connection').waitFor();
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const question = await asked; // closing now would lose the label
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    proxy.setMode('open');
    await page.getByText('Bea labeled it Gale just before you chose').waitFor();
    await page.getByRole('button', { name: 'Theirs: Gale' }).click();
    await expect.poll(async () => (await storedLabels()).get(castId ?? '')).toBe('gale');

    const next = await shownCast(page);
    await page.keyboard.press('2');
    await expect.poll(async () => (await storedLabels()).has(next ?? '')).toBe(true);
    await bea.ask('casts:label', { labels: [{ castId: next, kind: 'discard' }] });
    await page.getByText('Bea discarded it after you chose').waitFor();
    await page.getByRole('button', { name: /^Mine: / }).click();
    await expect.poll(async () => (await storedLabels()).get(next ?? '')).not.toBe('discard');
    expect(await page.getByRole('button', { name: /^Mine: / }).count()).toBe(0);
    expect(pageErrors.filter((text) => !CONNECTION_ERROR.test(text))).toEqual([]);
    await page.context().close();
  });

  test('a key held down labels one cast; minus leaves one to others; slash comments', async () => {
    const page = await site.console('#label');
    await page.locator('.reason').waitFor();
    const before = (await storedLabels()).size;
    const castId = await shownCast(page);
    await page.keyboard.down('1');
    await page.keyboard.down('1'); // repeats
    await page.keyboard.down('1');
    await page.keyboard.up('1');
    await expect.poll(async () => (await storedLabels()).has(castId ?? '')).toBe(true);
    expect((await storedLabels()).size).toBe(before + 1);

    const unsure = await shownCast(page);
    await page.keyboard.press('-');
    await expect
      .poll(() => site.server.query(`SELECT 1 FROM labels WHERE cast_id = $1 AND kind = 'unsure'`, [unsure]))
      .toHaveLength(1);
    expect(await shownCast(page)).not.toBe(unsure);
    await page.keyboard.press('u');
    expect(await shownCast(page)).toBe(unsure);

    await page.keyboard.press('/');
    await page.keyboard.type('12 x left-handed'); // labels nothing
    await page.keyboard.press('Enter');
    await expect
      .poll(() => site.server.query('SELECT text FROM cast_comments'))
      .toEqual([{ text: '12 x left-handed' }]);
    expect((await storedLabels()).size).toBe(before + 1);
    const commented = await shownCast(page);
    await page.keyboard.press('2'); // the field has lost the focus for good
    await expect.poll(async () => (await storedLabels()).has(commented ?? '')).toBe(true);
    await page.context().close();
  });

  test('Enter after a click on a spell agrees with the next cast instead of pressing the spell again', async () => {
    const page = await site.console('#label');
    await page.locator('.reason').waitFor();
    const castId = await shownCast(page);
    await page.locator('.names button').first().click();
    await expect.poll(async () => (await storedLabels()).get(castId ?? '')).toBe(starterSpellbook[0]?.id);
    // Until one comes that the first spell, whose button was clicked, is not agreed on.
    const agreeing = page.locator('.row button').first();
    await vi.waitUntil(
      async () => {
        const text = (await agreeing.textContent()) ?? '';
        const isOther = starterSpellbook.slice(1).some(({ name }) => text.includes(name));
        if (!isOther) await page.locator('.names button').first().click();
        return isOther;
      },
      { timeout: 60_000, interval: 100 },
    );
    const next = await shownCast(page);
    const agree = await agreeing.textContent();
    await page.keyboard.press('Enter');
    await expect.poll(() => shownCast(page)).not.toBe(next);
    await expect.poll(async () => (await storedLabels()).has(next ?? '')).toBe(true);
    const agreed = starterSpellbook.find(({ name }) => agree?.includes(name) === true);
    expect((await storedLabels()).get(next ?? '')).toBe(agreed?.id);
    await page.context().close();
  });

  test('a comment typed while the connection is lost outlives its screen, and is saved', async () => {
    const page = await site.console('#label', site.server.owner, proxy.url);
    await page.locator('.reason').waitFor();
    const castId = await shownCast(page);
    await page.keyboard.press('/');
    await page.keyboard.type('left-handed');
    proxy.setMode('down');
    await page.getByText('Connection lost').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Team', exact: true }).click();
    await page.getByRole('heading', { name: 'Team' }).first().waitFor();
    proxy.setMode('open');
    const stored = async (): Promise<unknown> =>
      (await site.server.query('SELECT text FROM cast_comments WHERE cast_id = $1', [castId]))[0]?.['text'];
    await expect.poll(stored).toBe('left-handed');
    await page.context().close();
  });

  test('skipping casts loads more of them, and Enter on a link follows it instead of labeling', async () => {
    const page = await site.console('#label');
    await page.locator('.reason').waitFor();
    const before = (await storedLabels()).size;
    const count = (): Promise<number> => page.locator('[data-cast]').count();
    const loaded = await count();
    for (let i = 0; i < loaded - 1; i++) await page.keyboard.press('ArrowDown');
    await expect.poll(count).toBeGreaterThan(loaded);

    await page.getByRole('link', { name: 'Explore', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#explore/);
    expect((await storedLabels()).size).toBe(before);
    await page.context().close();
  });
});
