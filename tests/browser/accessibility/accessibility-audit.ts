import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findingsOf } from './axe.js';
import { keyboardProblems } from './keyboard-audit.js';
import { movedOn } from './motion-audit.js';
import { FINGER, unreachable, vanished } from './target-size-audit.js';

/** Where pictures of every state go; none are taken without it. */
const shots = process.env['WAND_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}
export const LARGE: Look = { width: 390, height: 844, colorScheme: 'dark' };
const phones: readonly Look[] = [
  LARGE,
  { ...LARGE, colorScheme: 'light' },
  { width: 360, height: 640, colorScheme: 'light' },
  { width: 360, height: 640, colorScheme: 'dark' },
];
/** A desk's screen at 400 %, as WCAG counts reflow; and the narrowest phone there is. */
const NARROWEST = { width: 320, height: 568 } as const;
/** A phone on its side. */
const LYING = { width: 844, height: 390 } as const;

/**
 * Holds that everyone can use the page as it stands, on both phones and in both lights: axe finds nothing, fingers hit
 * everything, nothing sticks out, not even on the narrowest screen or with letters twice as large, a keyboard gets
 * everywhere, and nothing moved so far where no motion is wanted.
 * @param brief for a state that passes by itself: the two looks that differ most
 */
export async function holdsForEveryone(page: Page, name: string, { brief = false } = {}): Promise<void> {
  const problems: string[] = [];
  const note = (look: string, found: readonly string[]): void => void problems.push(...found.map((one) => `${look}: ${one}`)); // prettier-ignore
  const picture = async (look: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name} ${look}.png`) });
  };
  // All four where pictures are taken; else the two that differ most, for the sake of whoever waits for the tests.
  const seen = shots === undefined || brief ? phones.filter((_, n) => n % 2 === 0) : phones;
  for (const [i, look] of seen.entries()) {
    const { width, height, colorScheme } = look;
    const words = `${width}x${height} ${colorScheme}`;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await picture(words);
    const findings = await findingsOf(page, { light: i > 0 });
    note(words, findings.map(({ impact, rule, what }) => `${impact ?? ''} ${rule}: ${what}`)); // prettier-ignore
    if (i % 2 === 0 || seen.length < phones.length) note(words, await unreachable(page, FINGER));
  }
  if (!brief) {
    await page.setViewportSize(LYING);
    await picture('lying');
    note('lying', await unreachable(page, FINGER));
    await page.setViewportSize(NARROWEST);
    await picture('narrowest');
    note('320 px', await unreachable(page, FINGER));
    await page.setViewportSize(LARGE);
    const root = page.locator('html');
    await root.evaluate((html) => (html.style.fontSize = '200%'));
    await picture('large letters');
    note('200 %', await unreachable(page, FINGER));
    await root.evaluate((html) => (html.style.fontSize = ''));
    note('keyboard', await keyboardProblems(page));
    await page.emulateMedia({ forcedColors: 'active' });
    await settled(page);
    await picture('own colors');
    note('own colors', await vanished(page));
    await page.emulateMedia({ forcedColors: 'none' });
  }
  note('motion', await movedOn(page));
  expect.soft({ name, problems }).toEqual({ name, problems: [] });
}

/** Once nothing moves any more but what never rests, and what is painted has caught up. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
