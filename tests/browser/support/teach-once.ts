import type { Signal } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import type { Hand } from './browser.js';

/**
 * Records a taught cast, from the guide to the review. Repeats if the page was too busy to see a movement and returned
 * to the guide.
 * @param wave returns the movement for each attempt
 */
export async function teachOnce(page: Page, hand: Hand, wave: () => Signal): Promise<void> {
  const guide = page.getByRole('button', { name: 'Count me in' });
  const recording = page.getByRole('heading', { name: 'Draw it now' });
  const review = page.getByRole('heading', { name: /^Was that/ });
  const until = async (...seen: (typeof review)[]): Promise<void> => {
    while (!(await Promise.all(seen.map((one) => one.isVisible()))).includes(true)) await hand.rest(50);
  };
  for (let tries = 0; tries < 4 && !(await review.isVisible()); tries++) {
    await guide.click();
    await guide.waitFor({ state: 'hidden' });
    await until(recording, review, guide);
    if (await recording.isVisible()) await hand.wave(wave());
    await until(review, guide);
  }
  await review.waitFor();
}
