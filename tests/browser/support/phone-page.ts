import type { Signal } from '@wandcast/gesture';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageErrorsOf, simulateSensors, type Hand } from './browser.js';

export const PHONE = { width: 390, height: 844 } as const;

/** A phone in a person's hand: a page with true motion, worked as a person works it. */
export interface Phone {
  readonly page: Page;
  readonly hand: Hand;
  /** What the page complained of, apart from a network that was cut on purpose. */
  readonly pageErrors: string[];
}

/** Messages of the browser's own about connections that a test cut. */
const CUT = /WebSocket connection to|net::ERR_|Failed to load resource/;

/** Opens the address on a phone. @param context that of another page of the same phone */
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

/** Keeps the phone in hand until `done` holds: sensors that report nothing look broken. */
export async function holdUntil({ hand }: Phone, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('it did not come to that within 90 s');
    await hand.rest(60);
  }
}

/** From the signed book to the ring. */
export async function joinRoom(phone: Phone, name = 'Salt Hare'): Promise<void> {
  await phone.page.getByLabel('Wizard name').fill(name);
  await phone.page.getByRole('button', { name: 'Wake my wand' }).click();
  await goToRing(phone);
}

/** From the page of choices, once it is there, to the ring. */
export async function goToRing(phone: Phone): Promise<void> {
  const choice = phone.page.getByRole('button', { name: 'Cast a spell' });
  await holdUntil(phone, () => choice.isVisible());
  await choice.click();
  await holdUntil(phone, () => ring(phone).isVisible());
}

export const ring = ({ page }: Phone): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: 'Press and cast' });

/** Presses the ring, as a finger does. */
export async function press({ page }: Phone, on = ring({ page } as Phone)): Promise<void> {
  const box = await on.boundingBox();
  if (box === null) throw new Error('the ring is not to be seen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

/** One cast: press, draw, let go. */
export async function castOnce(phone: Phone, signal: Signal): Promise<void> {
  await press(phone);
  await phone.hand.wave(signal);
  await phone.page.mouse.up();
}

/** Taps so far, as the browser saw them. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counter = window as Window & { taps?: number };
    counter.taps = 0;
    addEventListener('pointerdown', ({ isTrusted }) => (counter.taps = (counter.taps ?? 0) + Number(isTrusted)), true);
  });
  return () => page.evaluate(() => (window as Window & { taps?: number }).taps ?? 0);
}
