import type { Signal } from '@wandcast/gesture';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CONNECTION_ERROR, pageErrorsOf, simulateSensors, type Hand } from './browser.js';

export const PHONE = { width: 390, height: 844 } as const;

/** A phone: a page and its simulated motion sensors. */
export interface Phone {
  readonly page: Page;
  readonly hand: Hand;
  /** Errors of the page, except those of connections that a test cut. */
  readonly pageErrors: string[];
}

/** Opens a page on a phone. @param context of another page of the same phone */
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
      return pageErrors.filter((text) => !CONNECTION_ERROR.test(text));
    },
  };
}

/** Holds the phone until `condition` is true. Keeps sending motion events, because silent sensors look broken. */
export async function holdUntil({ hand }: Phone, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the condition was not met within 90 s');
    await hand.rest(60);
  }
}

/** Joins the room and opens the ring. */
export async function joinRoom(phone: Phone, name = 'Salt Hare'): Promise<void> {
  await phone.page.getByLabel('Wizard name').fill(name);
  await phone.page.getByRole('button', { name: 'Wake my wand' }).click();
  await goToRing(phone);
}

/** Opens the ring from the page that offers casting and teaching. */
export async function goToRing(phone: Phone): Promise<void> {
  const choice = phone.page.getByRole('button', { name: 'Cast a spell' });
  await holdUntil(phone, () => choice.isVisible());
  await choice.click();
  await holdUntil(phone, () => ring(phone).isVisible());
}

export const ring = ({ page }: Phone): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: 'Press and cast' });

/** Presses the ring, or another element, without releasing it. */
export async function press({ page }: Phone, on = ring({ page } as Phone)): Promise<void> {
  const box = await on.boundingBox();
  if (box === null) throw new Error('the ring is not visible');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

/** Performs one cast: press, draw, release. */
export async function castOnce(phone: Phone, signal: Signal): Promise<void> {
  await press(phone);
  await phone.hand.wave(signal);
  await phone.page.mouse.up();
}

/** Counts real taps on the page. @returns a function that reads the count */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counter = window as Window & { taps?: number };
    counter.taps = 0;
    addEventListener('pointerdown', ({ isTrusted }) => (counter.taps = (counter.taps ?? 0) + Number(isTrusted)), true);
  });
  return () => page.evaluate(() => (window as Window & { taps?: number }).taps ?? 0);
}
