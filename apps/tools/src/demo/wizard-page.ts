import type { Browser, Locator, Page } from 'playwright-core';
import { takeInHand, type PhoneInHand } from './phone-in-hand.js';

/** A phone that is in the room: a page and the hand that holds it. */
export interface WizardPage {
  readonly page: Page;
  readonly hand: PhoneInHand;
}

/**
 * Opens the phone page, joins, and waits for the page that offers casting.
 * @param prepare changes the page before it loads
 */
export async function joinByPage(
  browser: Browser,
  url: string,
  { deviceScaleFactor = 1, prepare }: { deviceScaleFactor?: number; prepare?: (page: Page) => Promise<void> } = {},
): Promise<WizardPage> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    deviceScaleFactor,
  });
  const page = await context.newPage();
  await prepare?.(page);
  const hand = await takeInHand(page);
  await page.goto(url);
  await page.locator('input').first().fill('Salt Hare');
  await page.locator('button[type="submit"]').click();
  await hand.holdUntil(castButton(page).waitFor());
  return { page, hand };
}

/** Presses the ring, draws the spell, and releases it. */
export async function drawSpell({ page, hand }: WizardPage, signal: Parameters<PhoneInHand['move']>[0]): Promise<void> {
  const box = await ringOf(page).boundingBox();
  if (box === null) throw new Error('the ring is not visible');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await hand.move(signal);
  await page.mouse.up();
}

export const ringOf = (page: Page): Locator => page.getByRole('button', { name: 'Press and cast' });
export const castButton = (page: Page): Locator => page.getByRole('button', { name: 'Cast a spell' });
/** Leads from a result back to the spells. */
export const spellsButton = (page: Page): Locator => page.getByRole('button', { name: 'Show spells' });
