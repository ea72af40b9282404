import { signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords, type Hand as OrientationHand } from '@wandcast/protocol';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { actAsWebKitOnIos, pageErrorsOf, simulateSensors, noBrowser, type Hand } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { MAX_ATTEMPTS, castByRing } from '../support/cast-by-ring.js';

const PHONE = { width: 390, height: 844 };
const SIDEWAYS = { width: 844, height: 390 };
const site = openSite();

/** The gesture that all phones here draw. */
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

interface PhoneOptions {
  readonly flipped: boolean;
  readonly lying?: boolean;
  readonly held?: OrientationHand;
  readonly isWebKitOnIos?: boolean;
}

/** A phone that has joined under this name, without motion readings so far. */
async function join(
  name: string,
  { flipped, lying = false, held = 'right', isWebKitOnIos = false }: PhoneOptions,
): Promise<Phone> {
  const context = await site.browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
  opened.push(context);
  await context.addInitScript((name) => {
    localStorage.setItem('wandcast:hand', name);
  }, held);
  if (isWebKitOnIos) await actAsWebKitOnIos(context);
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

/** Keeps sending motion readings until a promise settles. Without readings the page would show an error. */
async function meanwhile<T>(keep: (ms: number) => Promise<void>, until: Promise<T>): Promise<T> {
  const over = new AbortController();
  const settled = until.finally(() => {
    over.abort();
  });
  settled.catch(() => undefined); // handled below
  while (!over.signal.aborted) await keep(50);
  return settled;
}

/** Opens the cast page or the upright step before it. */
async function toCast({ page }: Phone, keep: (ms: number) => Promise<void>): Promise<void> {
  await meanwhile(keep, page.getByRole('button', { name: /^Cast/ }).click());
}

/**
 * Casts a Spark, and waits until the server has stored it.
 * @param midway called in the middle of the gesture  @param before holds the phone until it starts
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
    .getByText(/% sure|Fizzled|Almost/)
    .first()
    .waitFor(); // otherwise the next press would end this cast
  const [row] = await site.server.query<Row>(`SELECT ${COLUMNS} FROM casts ORDER BY received_at DESC LIMIT 1`);
  if (row === undefined) throw new Error('the cast is not there');
  return row;
}

/** Casts until a Spark is recognized, because motion is jerky on a busy machine. @returns the last cast */
async function castSpark(make: () => Promise<Row>): Promise<Row> {
  let row = await make();
  for (let tries = 1; tries < MAX_ATTEMPTS && row.recognized_id !== 'spark'; tries++) row = await make();
  return row;
}

const stored = ({ channels, count, samples }: Row): Signal =>
  signalOf({ channels, count, words: bytesToWords(samples) });

const POINTS = 64;
const AXES = ['x', 'y'] as const;

/** The recorded movement from `from` on, for the duration of a Spark; 0 without samples. */
function movement({ t, linear }: Signal, from: number): number[] {
  const step = (drawn.t.at(-1) ?? 0) / POINTS;
  return AXES.flatMap((axis) =>
    Array.from({ length: POINTS }, (_, i) => linear?.[axis][t.findIndex((time) => time >= from + i * step)] ?? 0),
  );
}

/** Maximum correlation of a cast with the drawn Spark over all time offsets, -1 to 1. */
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

/** Expects a cast as from an Android held upright: gravity upwards, movement as drawn. */
function expectStraight(row: Row): void {
  const { t, linear, gravity } = stored(row);
  const none = { x: t.map(() => 0), y: t.map(() => 0), z: t.map(() => 0) };
  const without = (axis: 'x' | 'y' | 'z'): number[] =>
    Array.from(gravity?.[axis] ?? [], (value, i) => value - (linear?.[axis][i] ?? NaN));
  const step = 0.2; // browsers round both channels to 0.1 m/s^2, and sometimes one is a reading ahead
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

describe.skipIf(noBrowser !== undefined)('a phone with inverted signs', () => {
  test('is known by its platform, and casts like any other, in portrait and landscape', async () => {
    const phone = await join('Salt Hare', { flipped: true, isWebKitOnIos: true });
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
      return cast(phone, () => page.setViewportSize(SIDEWAYS)); // the page rotates during the cast
    });
    expect(torn).toMatchObject({ flipped: true, turned: 0, recognized_id: 'spark' });
    expectStraight(torn);
    expect(pageErrors).toEqual([]);
  });

  test('that its platform does not show is known from the first reading after a calibration and a reload', async () => {
    const phone = await join('Loud Heron', { flipped: true });
    const { hand, page } = phone;
    await meanwhile(hand.rest, page.getByRole('button', { name: /^Settings/ }).click());
    await meanwhile(hand.rest, page.getByRole('button', { name: 'Recalibrate' }).click());
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

describe.skipIf(noBrowser !== undefined)('a phone that was never held upright', () => {
  test.each([
    { name: 'Quiet Otter', flipped: false },
    { name: 'Late Crow', flipped: true },
  ])('casts at once with the signs of its platform, inverted: $flipped', async ({ name, flipped }) => {
    const phone = await join(name, { flipped, lying: true, isWebKitOnIos: flipped });
    await toCast(phone, phone.hand.layFlat);
    await meanwhile(phone.hand.layFlat, phone.ring.waitFor());
    const row = await castSpark(() => cast(phone, undefined, phone.hand.layFlat)); // `rest` would hold it upright
    expect(row).toMatchObject({ flipped, turned: 0, recognized_id: 'spark' });
    expect(await phone.page.evaluate(() => localStorage.getItem('wandcast:flipped'))).toBeNull();
    expect(await phone.asked.count()).toBe(0);
    expect(phone.pageErrors).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('the upright step', () => {
  test('is in the settings, and ends once the phone is lifted', async () => {
    const phone = await join('Early Finch', { flipped: false, lying: true });
    const { page, hand, asked } = phone;
    await meanwhile(hand.layFlat, page.getByRole('button', { name: /^Settings/ }).click());
    await meanwhile(hand.layFlat, page.getByRole('button', { name: 'Recalibrate' }).click());
    await meanwhile(hand.layFlat, asked.waitFor());
    await meanwhile(hand.layFlat, page.getByText('It’s lying flat. Lift the top edge.').first().waitFor());
    await meanwhile(hand.rest, page.getByText('Got it. Your wand knows which way is up.').first().waitFor());
    expect(await page.evaluate(() => localStorage.getItem('wandcast:flipped'))).toBe('no');
    expect(await asked.count()).toBe(0);
    expect(phone.pageErrors).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('in landscape, the ring is', () => {
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
