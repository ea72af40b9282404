import type { Summary } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedEvent } from '../support/played-event.js';
import { pageErrorsOf, noBrowser } from './support/browser.js';
import { openSite } from './support/test-site.js';

const AT = Date.UTC(2026, 10, 25, 18, 2);
const site = openSite();
const count = (n: number): string => n.toLocaleString('en-GB');

/** Opens the summary through the local address. */
async function open(search = new URL(site.server.links.summary).search, width = 1440): Promise<Page> {
  const page = await (await site.browser.newContext({ viewport: { width, height: 900 } })).newPage();
  await page.goto(`${site.server.url}/summary${search}`);
  return page;
}

async function read(): Promise<Summary> {
  const { search } = new URL(site.server.links.summary);
  return (await (await fetch(`${site.server.url}/api/summary${search}`)).json()) as Summary;
}

const texts = async (page: Page, selector: string): Promise<string[]> =>
  (await page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
const section = (title: string): string => `section:has(h2:text-is("${title}"))`;

describe.skipIf(noBrowser !== undefined)('the summary page', () => {
  test('without casts says what it will show', async () => {
    const page = await open();
    const pageErrors = pageErrorsOf(page);
    await page.getByText('The book is blank').waitFor();
    await page.getByText('This page fills up as the room casts').waitFor();
    expect(await page.locator('section').count()).toBe(0);
    expect(pageErrors).toEqual([]);
  });

  test('without a valid token says what to do', async () => {
    await (await open('')).getByRole('heading', { name: 'This page needs its own link' }).waitFor();
    await (await open('?token=x')).getByRole('heading', { name: 'That link doesn’t open a summary' }).waitFor();
  });

  test('without rounds has no podium, and says why', async () => {
    await seedEvent(site.server, { people: 3, taught: 4, free: 6, rounds: [], at: AT });
    await expect.poll(async () => (await read()).casts).toBe(10); // the server caches the summary for two seconds
    const page = await open();
    const pageErrors = pageErrorsOf(page);
    await page.getByText('No rounds were played').waitFor();
    await page.getByText('No round asked for a spell').waitFor();
    expect(await page.getByText('Take a bow').count()).toBe(0);
    expect(pageErrors).toEqual([]);
  });

  test('shows all data of the server', async () => {
    await seedEvent(site.server, {
      ...{ people: 30, taught: 300, free: 1000, at: AT, models: [0.74, 0.91], seed: 7 },
      rounds: [
        { kind: 'order', spell: 1 },
        { kind: 'fastest', spell: 2 },
        { kind: 'free', spell: null },
      ],
    });
    await expect.poll(async () => (await read()).rounds.length).toBe(3); // as above
    const page = await open();
    const pageErrors = pageErrorsOf(page);
    await page.getByText('This page names nobody').waitFor();
    const whole = await read();
    expect(await texts(page, 'header dd')).toEqual([
      ...[count(whole.people), count(whole.casts), count(whole.taught)],
      ...[`${Math.round((100 * (whole.predicted - whole.fizzled)) / whole.predicted)}%`, '3'],
    ]);
    const spell = (id: string | null): string => whole.spells.find((one) => one.id === id)?.name ?? '';
    expect(await texts(page, `${section('What the model recognized')} tbody .of`)).toEqual(
      whole.accuracy.map(({ right, asked }) => `${count(right)} of ${count(asked)}`),
    );
    expect(await texts(page, `${section('What the model recognized')} tbody th`)).toEqual(
      whole.accuracy.map((one) => spell(one.spell)),
    );
    await page.getByRole('heading', { name: `${spell(whole.hardest)} kept its secret` }).waitFor();
    expect(await texts(page, `${section('Take a bow')} li .fine b`)).toEqual(
      whole.podium.map(({ points }) => `${count(points)} points`),
    );
    expect(await texts(page, `${section('The rounds')} tbody td:nth-of-type(2)`)).toEqual(
      whole.rounds.map(({ hit, people }) => `${count(hit)} of ${count(people)}`),
    );
    expect(await texts(page, `${section('The groves')} .head`)).toEqual(
      whole.groves.map(({ perHead }) => count(perHead)),
    );
    expect(await texts(page, `${section('How it learned')} td.share`)).toEqual(['74%', '91%']);
    const rows = await texts(page, `${section('From first cast to last')} tbody td`);
    expect(rows.map(Number)).toEqual((whole.times?.taught ?? []).flatMap((n, i) => [n, whole.times?.others[i] ?? 0]));
    expect(pageErrors).toEqual([]);
  });

  test('fits a phone and two printed pages', async () => {
    for (const width of [360, 390, 768, 1024]) {
      const page = await open(undefined, width);
      await page.getByText('This page names nobody').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      if (width !== 1024) continue;
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
    }
  });

  test('reports a failed request, and can retry', async () => {
    const page = await open('');
    await page.route('**/api/summary*', (route) => route.abort());
    await page.goto(`${site.server.url}/summary${new URL(site.server.links.summary).search}`);
    await page.getByRole('heading', { name: 'The book didn’t open' }).waitFor();
    await page.unroute('**/api/summary*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('This page names nobody').waitFor();
  });
});
