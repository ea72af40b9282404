import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findingsOf } from './axe.js';
import { keyboardProblems } from './keyboard-audit.js';
import { movedOn } from './motion-audit.js';
import { FINGER, unreachable, vanished } from './target-size-audit.js';

/** Folder for screenshots of every state; without it none are taken. */
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
/** A desktop at 400 % zoom (WCAG reflow), and the narrowest phone. */
const NARROWEST = { width: 320, height: 568 } as const;
/** A phone in landscape. */
const LANDSCAPE = { width: 844, height: 390 } as const;

/**
 * Expects the page in its current state to be accessible on two phones and in both color schemes: no axe findings,
 * large touch targets, no overflow even on the narrowest screen or with text at 200 %, complete keyboard access,
 * visible controls in forced colors, and no motion so far with reduced motion.
 * @param brief checks only two looks, for states that last only a moment
 */
export async function expectAccessible(page: Page, name: string, { brief = false } = {}): Promise<void> {
  const problems: string[] = [];
  const note = (look: string, found: readonly string[]): void => void problems.push(...found.map((one) => `${look}: ${one}`)); // prettier-ignore
  const picture = async (look: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name} ${look}.png`) });
  };
  // All four looks for screenshots, otherwise only the two that differ most, to save time.
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
    await page.setViewportSize(LANDSCAPE);
    await picture('landscape');
    note('landscape', await unreachable(page, FINGER));
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

/** Waits until all finite animations are over and the result is painted. */
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
