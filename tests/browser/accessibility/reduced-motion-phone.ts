import type { Browser, Locator, Page } from 'playwright-core';
import { simulateSensors, type Hand } from '../support/browser.js';
import { LARGE } from './accessibility-audit.js';
import { noteMotion } from './motion-audit.js';

/**
 * Opens a phone with reduced motion, so that states do not change during an audit. @param userAgent overrides the
 * default
 */
export async function openPhone(browser: Browser, userAgent?: string): Promise<Page> {
  const { width, height, colorScheme } = LARGE;
  const look = { viewport: { width, height }, colorScheme, hasTouch: true, reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...look, ...(userAgent === undefined ? {} : { userAgent }) });
  const page = await context.newPage();
  await noteMotion(page);
  return page;
}

/** Opens a phone and joins the event. */
export async function joinRoom(browser: Browser, link: string, name: string): Promise<{ page: Page; hand: Hand }> {
  const page = await openPhone(browser);
  const hand = await simulateSensors(page);
  await page.goto(link);
  await page.getByLabel('Wizard name').fill(name);
  await button(page, /^Wake my wand/).click();
  await hand.rest(600);
  await button(page, /^Cast a spell/).waitFor();
  return { page, hand };
}

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name });
