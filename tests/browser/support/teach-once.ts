import type { Signal } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import type { Hand } from './browser.js';

/**
 * Teaches one cast, from the guide to the review. Starts again if the busy page recorded no motion and returned to the
 * guide.
 * @param wave generates the movement of each attempt
 */
export async function teachOnce(page: Page, hand: Hand, wave: () => Signal): Promise<void> {
  const guide = page.getByRole('button', { name: 'Start countdown' });
  const recording = page.getByRole('heading', { name: 'Draw it now' });
  const review = page.getByRole('heading', { name: /^Was that/ });
  const untilVisible = async (...locators: (typeof review)[]): Promise<void> => {
    while (!(await Promise.all(locators.map((one) => one.isVisible()))).includes(true)) await hand.rest(50);
  };
  for (let attempt = 0; attempt < 4 && !(await review.isVisible()); attempt++) {
    await guide.click();
    await guide.waitFor({ state: 'hidden' });
    await untilVisible(recording, review, guide);
    if (await recording.isVisible()) await hand.wave(wave());
    await untilVisible(review, guide);
  }
  await review.waitFor();
}
