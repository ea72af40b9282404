import type { Signal } from '@wandcast/gesture';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageErrorsOf, simulateSensors, type Hand } from './browser.js';

export const PHONE = { width: 390, height: 844 } as const;

/** A phone: a page with simulated motion sensors, operated like a participant does. */
export interface Phone {
  readonly page: Page;
  readonly hand: Hand;
  /** Errors of the page, except those of a network that was cut on purpose. */
  readonly pageErrors: string[];
}

/** Browser messages about connections that a test cut. */
const CUT = /WebSocket connection to|net::ERR_|Failed to load resource/;

/** Opens a URL on a phone. @param context of another page on the same phone */
export async function openPhone(browser: Browser, url: string, context?: BrowserContext): Promise<Phone> {
  const own = context ?? (await browser.newContext({ viewport: PHONE, hasTouch: true }));
  const page = await own.newPage();
  const pageErrors = pageErrorsOf(page);
  const hand = await simulateSensors(page);
  await page.goto(url);
  return {
    page,
    hand,
    get pageErrors() {
      return pageErrors.filter((words) => !CUT.test(words));
    },
  };
}

/** Holds the phone until `done` returns true. Without readings the sensors would seem broken. */
export async function holdUntil({ hand }: Phone, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('the condition did not become true within 90 s');
    await hand.rest(60);
  }
}

/** Signs the book and opens the cast page. */
export async function joinRoom(phone: Phone, name = 'Salt Hare'): Promise<void> {
  await phone.page.getByLabel('Wizard name').fill(name);
  await phone.page.getByRole('button', { name: 'Wake my wand' }).click();
  await goToRing(phone);
}

/** Opens the cast page from the start page. */
export async function goToRing(phone: Phone): Promise<void> {
  const choice = phone.page.getByRole('button', { name: 'Cast a spell' });
  await holdUntil(phone, () => choice.isVisible());
  await choice.click();
  await holdUntil(phone, () => ring(phone).isVisible());
}

export const ring = ({ page }: Phone): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: 'Press and cast' });

/** Presses the ring and holds it. */
export async function press({ page }: Phone, on = ring({ page } as Phone)): Promise<void> {
  const box = await on.boundingBox();
  if (box === null) throw new Error('the ring is not visible');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

/** Casts once: press, move, release. */
export async function castOnce(phone: Phone, signal: Signal): Promise<void> {
  await press(phone);
  await phone.hand.wave(signal);
  await phone.page.mouse.up();
}

/** Counts taps. @returns a function that returns the count */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counter = window as Window & { taps?: number };
    counter.taps = 0;
    addEventListener('pointerdown', ({ isTrusted }) => (counter.taps = (counter.taps ?? 0) + Number(isTrusted)), true);
  });
  return () => page.evaluate(() => (window as Window & { taps?: number }).taps ?? 0);
}
