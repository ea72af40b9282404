import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedEvent } from '../../support/played-event.js';
import { findingsOf } from './axe.js';
import { POINTER, unreachable } from './target-size-audit.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const AT = Date.UTC(2026, 10, 25, 18, 2);
const site = openSite();

/** Problems of the whole page in both color schemes, on a desktop, a phone and the narrowest screen. */
async function problemsOf(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390, 320]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const findings = await findingsOf(page, { light: problems.length > 0 });
      const found = findings.map(({ impact, rule, what }) => `${impact ?? ''} ${rule}: ${what}`);
      problems.push(
        ...[...found, ...(await unreachable(page, POINTER))].map((one) => `${width} ${colorScheme}: ${one}`),
      );
    }
  return problems;
}

async function open(url = site.server.links.summary): Promise<Page> {
  const page = await (await site.browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(url);
  return page;
}

describe.skipIf(noBrowser !== undefined)('the summary is accessible', () => {
  test('before the first cast, and without a token', async () => {
    const page = await open();
    const pageErrors = pageErrorsOf(page);
    await page.getByText('The book is blank').waitFor();
    expect.soft(await problemsOf(page)).toEqual([]);
    expect(pageErrors).toEqual([]);
    await page.goto(`${site.server.url}/summary`);
    await page.getByRole('heading', { name: 'This page needs its own link' }).waitFor();
    expect.soft(await problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('for an event with data', async () => {
    await seedEvent(site.server, {
      ...{ people: 30, taught: 300, free: 400, at: AT, models: [0.74, 0.91], seed: 7 },
      rounds: [
        { kind: 'order', spell: 1 },
        { kind: 'fastest', spell: 2 },
        { kind: 'free', spell: null },
      ],
    });
    const { search } = new URL(site.server.links.summary);
    const rounds = async (): Promise<number> => {
      const answer = await fetch(`${site.server.url}/api/summary${search}`);
      return ((await answer.json()) as { rounds: unknown[] }).rounds.length;
    };
    await expect.poll(rounds).toBe(3); // the server caches the summary for two seconds
    const page = await open();
    const pageErrors = pageErrorsOf(page);
    await page.getByText('This page names nobody').waitFor();
    expect.soft(await problemsOf(page)).toEqual([]);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
