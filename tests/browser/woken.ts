import type { Page } from 'playwright-core';
import { giveSensors } from './hand.js';
import { spark } from './spark.js';

/** Comes in by a link as a person would, wakes the wand, and casts a Spark. @returns what the page says of it */
export async function wakeAndCast(page: Page, link: string): Promise<string> {
  const hand = await giveSensors(page);
  await page.goto(link);
  await page.getByLabel('Wizard name').fill('Salt Hare');
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  await hand.rest(600);
  await page.getByRole('button', { name: /^Cast/ }).click();
  const ring = page.getByRole('button', { name: 'Press and cast' });
  await ring.dispatchEvent('pointerdown', { pointerId: 1, isPrimary: true, button: 0 });
  await hand.wave(spark());
  await ring.dispatchEvent('pointerup', { pointerId: 1, isPrimary: true, button: 0 });
  const status = page.getByRole('status').filter({ hasText: /% sure|Fizzled/ });
  await status.first().waitFor();
  return status.first().innerText();
}
