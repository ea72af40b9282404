import type { Signal } from '@wandcast/gesture';
import type { Locator, Page } from 'playwright-core';
import { simulateSensors, type Hand } from './browser.js';
import { spark } from './spark-signal.js';

/** On a busy machine the simulated movement is jerky and may be recognized as another spell, so tests retry. */
export const MAX_ATTEMPTS = 4;

/** Opens a join link, joins, and casts Spark. @returns the result shown on the page */
export async function joinAndCast(page: Page, link: string): Promise<string> {
  const hand = await simulateSensors(page);
  await page.goto(link);
  await page.getByLabel('Wizard name').fill('Salt Hare');
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  await hand.rest(600);
  await page.getByRole('button', { name: /^Cast/ }).click();
  let result = '';
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !result.includes('Spark'); attempt++) {
    if (attempt > 0) await again(page).click();
    await castByRing(page, hand, spark());
    result = await resultOn(page);
  }
  return result;
}

const again = (page: Page): Locator => page.getByRole('button', { name: 'Show spells' });

/**
 * Lets a cast be repeated until the page felt it: a busy machine may deliver so few motion events that the page asks for
 * another one, and sends nothing. Then shows the last one's result.
 * @param cast performs one cast
 */
export async function castUntilFelt(page: Page, cast: () => Promise<void>): Promise<void> {
  for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
    await cast();
    await again(page).waitFor();
    if (!(await page.getByText('Not this time', { exact: true }).isVisible())) return;
    await again(page).click();
  }
  throw new Error(`the page felt none of ${String(MAX_ATTEMPTS)} movements`);
}

/** Presses the ring while the hand moves. @param wait how the phone is held until the ring accepts the press */
export async function castByRing(page: Page, hand: Hand, signal: Signal, wait = hand.rest): Promise<void> {
  const ring = page.getByRole('button', { name: 'Press and cast' });
  const finger = { pointerId: 1, isPrimary: true, button: 0 };
  await ring.dispatchEvent('pointerdown', finger);
  // The ring ignores presses for a moment after a cast that ended without a release.
  while ((await ring.getAttribute('aria-pressed')) !== 'true') {
    await ring.dispatchEvent('pointerup', finger);
    await wait(100);
    await ring.dispatchEvent('pointerdown', finger);
  }
  await hand.wave(signal);
  await ring.dispatchEvent('pointerup', finger);
}

/** The result of the last cast as shown on the page, once it is answered: "Spark, 93% sure", or the reason for no spell. */
export async function resultOn(page: Page): Promise<string> {
  await again(page).waitFor();
  const name = await page.locator('.under h2').innerText({ timeout: 1_000 }).catch(() => ''); // prettier-ignore
  const confidence = await page.locator('.verdict').innerText({ timeout: 1_000 }).catch(() => ''); // prettier-ignore
  return `${name}, ${confidence}`;
}
