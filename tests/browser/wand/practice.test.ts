import { describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { joinRoom, holdUntil, openPhone, press } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { openProxy } from '../support/network-proxy.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('practicing', () => {
  test('works offline, compares the gesture with the glyph, and stores nothing', async () => {
    const proxy = await openProxy(site.server.url);
    const phone = await openPhone(site.browser, `${proxy.url}/?code=${site.server.code}`);
    const { page } = phone;
    await joinRoom(phone, 'Patient Hare');
    await page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await page.waitForFunction(() =>
      ['.js', '.css'].every((end) =>
        performance
          .getEntriesByType('resource')
          .some(({ name }) => /PracticePage-[^/]*$/.test(name) && name.endsWith(end)),
      ),
    ); // wait until the pages are preloaded
    proxy.setMode('down');
    await page.getByText('Connection lost', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Practice' }).click();
    const said = page.getByRole('main').locator('p', { hasText: /\d+% like the drawing/ });
    /** Feedback on a Spark drawn for this spell. Repeats, because motion is jerky on a busy machine. */
    const practice = async (spell: string, wanted: (words: string) => boolean): Promise<string> => {
      let words = '';
      for (let tries = 0; tries < 4 && !wanted(words); tries++) {
        await page.getByRole('button', { name: spell, exact: true }).click();
        await press(phone);
        await phone.hand.wave(spark());
        await page.mouse.up();
        await holdUntil(phone, () => said.isVisible());
        words = await said.innerText();
      }
      return words;
    };
    const percent = (words: string): number => Number(/(\d+)%/.exec(words)?.[1] ?? 0);
    const own = await practice('Spark', (words) => percent(words) > 40);
    expect(percent(own)).toBeGreaterThan(40);
    const other = await practice('Tide', (words) => words.includes('Closer to Spark'));
    expect(other).toContain('Closer to Spark than to the spell you’re practicing.');
    expect(percent(other)).toBeLessThan(percent(own));
    proxy.setMode('open');
    await page.getByRole('button', { name: 'Done practicing' }).click();
    await holdUntil(phone, async () => !(await page.getByText('Connection lost', { exact: true }).first().isVisible()));
    await page.getByRole('button', { name: 'Cast a spell' }).waitFor();
    expect(await site.server.query('SELECT id FROM casts')).toEqual([]);
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
    await proxy.close();
  });
});
