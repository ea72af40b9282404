import type { Signal } from '@wandcast/gesture';
import type { Locator, Page } from 'playwright-core';
import { simulateSensors, type Hand } from './browser.js';
import { spark } from './spark-signal.js';

/**
 * Maximum number of attempts to cast a Spark. On a busy machine motion is jerky, and it may be recognized as another
 * spell.
 */
export const MAX_ATTEMPTS = 4;

/** Comes in by a link as a person would, wakes the wand, and casts a Spark. @returns what the page says of it */
export async function joinAndCast(page: Page, link: string): Promise<string> {
  const hand = await simulateSensors(page);
  await page.goto(link);
  await page.getByLabel('Wizard name').fill('Salt Hare');
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  await hand.rest(600);
  await page.getByRole('button', { name: /^Cast/ }).click();
  let said = '';
  for (let tries = 0; tries < MAX_ATTEMPTS && !said.includes('Spark'); tries++) {
    if (tries > 0) await again(page).click();
    await castByRing(page, hand, spark());
    said = await resultOn(page);
  }
  return said;
}

const again = (page: Page): Locator => page.getByRole('button', { name: /^(Cast|Try) again$/ });

/** Holds the ring while the hand moves. @param keep how it holds the phone if the ring must be pressed again */
export async function castByRing(page: Page, hand: Hand, signal: Signal, keep = hand.rest): Promise<void> {
  const ring = page.getByRole('button', { name: 'Press and cast' });
  const finger = { pointerId: 1, isPrimary: true, button: 0 };
  await ring.dispatchEvent('pointerdown', finger);
  // After a cast that ended by itself, for example on a busy machine, the ring ignores presses for a moment.
  while ((await ring.getAttribute('aria-pressed')) !== 'true') {
    await ring.dispatchEvent('pointerup', finger);
    await keep(100);
    await ring.dispatchEvent('pointerdown', finger);
  }
  await hand.wave(signal);
  await ring.dispatchEvent('pointerup', finger);
}

/** "Spark, 93% sure", or why it is nothing: what stands on the page once a cast is answered. */
export async function resultOn(page: Page): Promise<string> {
  await again(page).waitFor();
  const name = await page.locator('.under h2').innerText({ timeout: 1_000 }).catch(() => ''); // prettier-ignore
  const verdict = await page.locator('.verdict').innerText({ timeout: 1_000 }).catch(() => ''); // prettier-ignore
  return `${name}, ${verdict}`;
}
