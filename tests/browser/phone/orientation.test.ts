import { signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords, type Hand as OrientationHand } from '@wandcast/protocol';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { pageErrorsOf, simulateSensors, noBrowser, type Hand } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { MAX_ATTEMPTS, castByRing } from '../support/cast-by-ring.js';

const PHONE = { width: 390, height: 844 };
const SIDEWAYS = { width: 844, height: 390 };
const site = openSite();

/** What all phones here draw, read once. */
const drawn = spark();

interface Row {
  readonly flipped: boolean | null;
  readonly turned: number;
  readonly hand: string;
  readonly rate_hz: number;
  readonly max_gap_ms: number;
  readonly channels: number;
  readonly count: number;
  readonly samples: Buffer;
  readonly recognized_id: string | null;
}
const COLUMNS = 'flipped, turned, hand, rate_hz, max_gap_ms, channels, count, samples, recognized_id';

interface Phone {
  readonly page: Page;
  readonly hand: Hand;
  readonly ring: Locator;
  readonly asked: Locator;
  readonly pageErrors: readonly string[];
}
const opened: BrowserContext[] = [];

/** A phone that has signed the book under this name, and tells of no motion yet. */
async function join(
  name: string,
  { flipped, lying = false, held = 'right' }: { flipped: boolean; lying?: boolean; held?: OrientationHand },
): Promise<Phone> {
  const context = await site.browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
  opened.push(context);
  await context.addInitScript((name) => {
    localStorage.setItem('wandcast:hand', name);
  }, held);
  const page = await context.newPage();
  const pageErrors = pageErrorsOf(page);
  const hand = await simulateSensors(page, { flipped, lying });
  await page.goto(site.server.links.join);
  await page.getByLabel('Wizard name').fill(name);
  await page.getByRole('button', { name: 'Wake my wand' }).click();
  const ring = page.getByRole('button', { name: 'Press and cast' });
  const asked = page.getByRole('heading', { name: 'Hold your phone upright' });
  return { page, hand, ring, asked, pageErrors };
}

/** Keeps the phone as it is held until something has happened: a page that hears of no motion is another page. */
async function meanwhile<T>(keep: (ms: number) => Promise<void>, until: Promise<T>): Promise<T> {
  const over = new AbortController();
  const settled = until.finally(() => {
    over.abort();
  });
  settled.catch(() => undefined); // told below
  while (!over.signal.aborted) await keep(50);
  return settled;
}

/** Goes on to the ring, or to what comes before it. */
async function toCast({ page }: Phone, keep: (ms: number) => Promise<void>): Promise<void> {
  await meanwhile(keep, page.getByRole('button', { name: /^Cast/ }).click());
}

/**
 * Casts a Spark, and waits until the server has it.
 * @param midway is done when half of it is drawn  @param before how the phone is held until it begins
 */
async function cast(
  { page, hand, ring }: Phone,
  midway: () => Promise<unknown> = () => Promise.resolve(),
  before: (ms: number) => Promise<void> = hand.rest,
): Promise<Row> {
  const [earlier] = await site.server.query<{ n: number }>('SELECT count(*)::int AS n FROM casts');
  await meanwhile(before, ring.waitFor());
  await Promise.all([castByRing(page, hand, drawn, before), midway()]);
  const count = `SELECT count(*)::int AS n FROM casts`;
  await expect.poll(() => site.server.query(count)).toEqual([{ n: (earlier?.n ?? 0) + 1 }]);
  await page
    .getByText(/% sure|Fizzled/)
    .first()
    .waitFor(); // or the next one would be its end
  const [row] = await site.server.query<Row>(`SELECT ${COLUMNS} FROM casts ORDER BY received_at DESC LIMIT 1`);
  if (row === undefined) throw new Error('the cast is not there');
  return row;
}

/** Casts until a Spark is heard: on a machine that is busy the hand moves by jerks. @returns the last cast */
async function castSpark(make: () => Promise<Row>): Promise<Row> {
  let row = await make();
  for (let tries = 1; tries < MAX_ATTEMPTS && row.recognized_id !== 'spark'; tries++) row = await make();
  return row;
}

const stored = ({ channels, count, samples }: Row): Signal =>
  signalOf({ channels, count, words: bytesToWords(samples) });

const POINTS = 64;
const AXES = ['x', 'y'] as const;

/** What was told of the movement from `from` on, for as long as a Spark takes; nothing where nothing was. */
function movement({ t, linear }: Signal, from: number): number[] {
  const step = (drawn.t.at(-1) ?? 0) / POINTS;
  return AXES.flatMap((axis) =>
    Array.from({ length: POINTS }, (_, i) => linear?.[axis][t.findIndex((time) => time >= from + i * step)] ?? 0),
  );
}

/** How alike a cast is to the Spark that was drawn, -1 to 1, wherever in it the hand began. */
function likeness(cast: Signal): number {
  const dot = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
  const wanted = movement(drawn, 0);
  const starts = Array.from({ length: 80 }, (_, i) => 20 * i - 400);
  return Math.max(
    ...starts.map((from) => {
      const seen = movement(cast, from);
      const length = Math.sqrt(dot(seen, seen) * dot(wanted, wanted));
      return length === 0 ? 0 : dot(seen, wanted) / length;
    }),
  );
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Stored as an Android held upright would have told it: gravity upwards, the movement the drawn one. */
function expectStraight(row: Row): void {
  const { t, linear, gravity } = stored(row);
  const none = { x: t.map(() => 0), y: t.map(() => 0), z: t.map(() => 0) };
  const without = (axis: 'x' | 'y' | 'z'): number[] =>
    Array.from(gravity?.[axis] ?? [], (value, i) => value - (linear?.[axis][i] ?? NaN));
  const step = 0.2; // browsers tell tenths of a m/s^2, of either channel; now and then one is a reading ahead
  for (const [axis, up] of [
    ['x', 0],
    ['y', 9.81],
    ['z', 0],
  ] as const)
    // prettier-ignore
    expect(median(without(axis).map((value) => Math.abs(value - up))), axis).toBeLessThan(step);
  const opposite = (values: Float32Array): Float32Array => values.map((value) => -value);
  const { x, y, z } = linear ?? none;
  const negated = { t, linear: { x: opposite(x), y: opposite(y), z } };
  expect(likeness(stored(row))).toBeGreaterThan(Math.max(0.5, likeness(negated)));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((context) => context.close()));
});

describe.skipIf(noBrowser !== undefined)('a phone whose signs are the opposite', () => {
  test('is found out while its person reads the page, and casts as any other, upright and sideways', async () => {
    const phone = await join('Salt Hare', { flipped: true });
    const { page, hand, asked, pageErrors } = phone;
    await meanwhile(hand.rest, page.getByRole('button', { name: /^Cast/ }).waitFor());
    await hand.rest(800);
    await toCast(phone, hand.rest);
    const first = await castSpark(() => cast(phone));
    expect(first).toMatchObject({ flipped: true, turned: 0, hand: 'right', recognized_id: 'spark' });
    expectStraight(first);
    expect(first.rate_hz).toBeGreaterThan(20);
    expect(first.max_gap_ms).toBeGreaterThanOrEqual(1_000 / first.rate_hz - 1);
    expect(await asked.count()).toBe(0);

    await page.setViewportSize(SIDEWAYS);
    hand.turn(90);
    await hand.rest(400);
    const sideways = await castSpark(() => cast(phone));
    expect(sideways).toMatchObject({ flipped: true, turned: 90, recognized_id: 'spark' });
    expectStraight(sideways);

    hand.turn(0);
    const torn = await castSpark(async () => {
      await page.setViewportSize(PHONE);
      await hand.rest(400);
      return cast(phone, () => page.setViewportSize(SIDEWAYS)); // the page turns, the hand goes on
    });
    expect(torn).toMatchObject({ flipped: true, turned: 0, recognized_id: 'spark' });
    expectStraight(torn);
    expect(pageErrors).toEqual([]);
  });

  test('is known from the first reading after a refresh', async () => {
    const phone = await join('Loud Heron', { flipped: true });
    const { hand, page } = phone;
    await meanwhile(
      hand.rest,
      page.waitForFunction(() => localStorage.getItem('wandcast:flipped') === 'yes'),
    );
    await page.reload();
    await toCast(phone, hand.layFlat);
    const first = await cast(phone);
    expect(first).toMatchObject({ flipped: true, turned: 0 });
    expectStraight(first);
    expect(phone.pageErrors).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('the step that asks for an upright hold', () => {
  test('appears where a phone lies flat, and goes on by itself once it is lifted', async () => {
    const phone = await join('Quiet Otter', { flipped: false, lying: true });
    await toCast(phone, phone.hand.layFlat);
    await meanwhile(phone.hand.layFlat, phone.asked.waitFor());
    await meanwhile(phone.hand.layFlat, phone.page.getByText('It’s lying flat. Lift the top edge.').first().waitFor());
    await meanwhile(phone.hand.rest, phone.ring.waitFor());
    expect(await phone.asked.count()).toBe(0);
    const lifted = await castSpark(() => cast(phone));
    expect(lifted).toMatchObject({ flipped: false, turned: 0, recognized_id: 'spark' });
    expect(phone.pageErrors).toEqual([]);
  });

  test('lets one go on without it, and casts say that nothing was shown', async () => {
    const phone = await join('Late Crow', { flipped: false, lying: true });
    await toCast(phone, phone.hand.layFlat);
    await meanwhile(phone.hand.layFlat, phone.page.getByRole('button', { name: 'Skip' }).click());
    await meanwhile(phone.hand.layFlat, phone.ring.waitFor());
    const row = await castSpark(() => cast(phone, undefined, phone.hand.layFlat)); // at rest it would be upright, and seen to be
    expect(row).toMatchObject({ flipped: null, turned: 0, recognized_id: 'spark' });
    expect(phone.pageErrors).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('held sideways, the ring stands', () => {
  test.each(['right', 'left'] as const)('on the side of the %s hand', async (side) => {
    const phone = await join(`Wizard ${side}`, { flipped: false, held: side });
    await phone.page.setViewportSize(SIDEWAYS);
    phone.hand.turn(90);
    await toCast(phone, phone.hand.rest);
    await meanwhile(phone.hand.rest, phone.ring.waitFor());
    const box = await phone.ring.boundingBox();
    const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    expect(middle > SIDEWAYS.width / 2).toBe(side === 'right');
    await phone.hand.rest(300);
    expect(await cast(phone)).toMatchObject({ hand: side, turned: 90 });
  });
});
