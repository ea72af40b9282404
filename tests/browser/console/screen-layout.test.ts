import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { seedEvent } from '../../support/played-event.js';
import { seedCasts } from '../../support/seed-casts.js';
import { POINTER, unreachable } from '../accessibility/target-size-audit.js';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const;
const SCREENS = ['run', 'phones', 'book', 'label', 'explore', 'models', 'data', 'evenings', 'rooms', 'team'] as const;
const LANGUAGES = ['en', 'de'] as const;
/** Light and dark have the same layout, so that dark is only photographed. */
const THEMES = ['day', 'night'] as const;
/** A folder in which to keep a picture of every screen, to be looked at. */
const pictures = process.env['WANDCAST_PICTURES'];

/** Opens the console in a language and a theme. */
async function openIn(language: string, theme: string): Promise<Page> {
  const page = await site.console('#run');
  await page.evaluate(
    ([tongue = '', light = '']) => {
      localStorage.setItem('wandcast:language', tongue);
      localStorage.setItem('wandcast:light:console', light);
    },
    [language, theme],
  );
  await page.reload();
  await page.getByRole('navigation').waitFor();
  return page;
}

/** Waits until a screen shows what it loads, and nothing moves. */
async function openScreen(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => (location.hash = name), screen);
  await page.locator(`nav a[aria-current=page][href="#${screen}"]`).waitFor();
  await page.locator('main > *').first().waitFor();
  const loading = '[role=status].skeleton, [role=status].waiting, [aria-busy=true]';
  await page.waitForFunction((placeholders) => document.querySelector(placeholders) === null, loading);
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))));
}

/** Expects that no screen scrolls sideways, and that nothing is cut off or too small to be pressed. */
async function expectEveryScreenFits(state: string): Promise<void> {
  for (const theme of pictures === undefined ? THEMES.slice(0, 1) : THEMES)
    for (const language of LANGUAGES) {
      const page = await openIn(language, theme);
      const pageErrors = pageErrorsOf(page);
      for (const screen of SCREENS) {
        await openScreen(page, screen);
        for (const size of SIZES) {
          await page.setViewportSize(size);
          const name = `${screen} ${state} ${language} ${theme} ${size.width}`;
          expect.soft({ name, problems: await unreachable(page, POINTER) }).toEqual({ name, problems: [] });
          if (pictures !== undefined)
            await page.screenshot({ path: path.join(pictures, `${name.replaceAll(' ', '-')}.png`) });
        }
      }
      expect(pageErrors).toEqual([]);
      await page.context().close();
    }
}

async function ask(message: string, value: object): Promise<void> {
  const client = await openConsole(site.server);
  await client.ask(message, value);
  client.socket.disconnect();
}

describe.skipIf(noBrowser !== undefined)('every screen of the console fits at every size', () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });

  test('in an empty room', async () => {
    await expectEveryScreenFits('empty');
  });

  test('after a small evening', async () => {
    await seedEvent(site.server, {
      ...{ people: 12, taught: 60, free: 40, at: Date.now() - 7_200_000, models: [0.84, 0.91] },
      rounds: [
        { kind: 'order', spell: 1 },
        { kind: 'free', spell: null },
      ],
    });
    await expectEveryScreenFits('small');
  });

  test('after a large evening, with long names', async () => {
    for (let i = 7; i <= 24; i++)
      await ask('spell:create', { name: `Wandering Wisp No. ${i} of 24`.slice(0, 24), hue: 'tide', glyph: null });
    await ask('stage:direct', { announcement: 'The buffet is open in the foyer; the second half starts at nine.' });
    const pool = openPool(site.server.databaseUrl);
    await seedCasts(pool, { casts: 3_000, people: 300 });
    await pool.end();
    await expectEveryScreenFits('large');
  });
});
