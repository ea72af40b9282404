import type { ClockAnchor } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { CastMoment } from '@wandcast/wand';
import { offsetOf } from '../../../../libs/wand/src/casts/cast-date.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The server's time when the page was opened. */
const OPENED = 1_800_000_000_000;

/** A phone whose clocks run as its user and its battery want. */
function phone(page = 'page', at = OPENED, ahead = 0) {
  let [awake, slept, set] = [0, 0, ahead];
  const moment = () => ({ wall: at + awake + slept + set, monotonic: awake });
  const serverTime = (): number => at + awake + slept;
  return {
    pass: (ms: number) => void (awake += ms),
    sleep: (ms: number) => void (slept += ms),
    setClock: (ms: number) => void (set += ms),
    serverTime,
    read: (): ClockAnchor => ({ ...moment(), offsetMs: serverTime() - moment().wall, roundTripMs: 0 }),
    cast: (before?: ClockAnchor): CastMoment => ({ ...moment(), page, before }),
  };
}

/** Error of the cast's date, ms. */
const errorOf = (cast: CastMoment, madeAt: number, after: ClockAnchor | undefined, page = 'page'): number =>
  cast.wall + (offsetOf(cast, after, page) ?? NaN) - madeAt;

describe('[Z2] the date of a cast that waited', () => {
  test.each([
    ['set forward before it', { before: DAY }],
    ['set back before it', { before: -DAY }],
    ['set forward before it, and back after it', { before: DAY, after: -DAY }],
    ['set back before it, and forward after it', { before: -DAY, after: DAY }],
  ])('is exact, if the clock was %s', (_name, { before = 0, after = 0 }: { before?: number; after?: number }) => {
    const one = phone();
    const reading = one.read();
    one.pass(MINUTE);
    one.setClock(before);
    one.pass(1_000);
    const [cast, madeAt] = [one.cast(reading), one.serverTime()];
    one.setClock(after);
    one.pass(MINUTE);
    expect(errorOf(cast, madeAt, one.read())).toBe(0);
  });

  test.each([
    ['before it', 20 * MINUTE, 0, 0],
    ['on both sides', 3 * MINUTE, 40 * MINUTE, 0],
    ['after it, with the clock set forward before it', 0, 20 * MINUTE, DAY],
    ['after it, with the clock set back before it', 0, 20 * MINUTE, -DAY],
    ['before it, with the clock set back as well', 20 * MINUTE, 0, -DAY],
  ])('is exact, if the phone slept %s', (_name, before, after, set) => {
    const one = phone();
    const reading = one.read();
    one.sleep(before);
    one.setClock(set);
    one.pass(1_000);
    const [cast, madeAt] = [one.cast(reading), one.serverTime()];
    one.sleep(after);
    one.pass(MINUTE);
    expect(errorOf(cast, madeAt, one.read())).toBe(0);
  });

  test('is exact after a reload, if the clock runs on as it was set', () => {
    const one = phone();
    const reading = one.read();
    one.setClock(DAY);
    one.pass(MINUTE);
    const [cast, madeAt] = [one.cast(reading), one.serverTime()];
    expect(errorOf(cast, madeAt, phone('next', madeAt + MINUTE, DAY).read(), 'next')).toBe(0);
  });

  test('is exact after a reload, if the clock was set forward before the cast and back after it', () => {
    const one = phone();
    const reading = one.read();
    one.setClock(DAY);
    one.pass(MINUTE);
    const [cast, madeAt] = [one.cast(reading), one.serverTime()];
    expect(errorOf(cast, madeAt, phone('next', madeAt + MINUTE).read(), 'next')).toBe(0);
  });

  test('without a reading before it is that of a later one, as long as nothing happened in between', () => {
    const one = phone();
    const [cast, madeAt] = [one.cast(), one.serverTime()];
    one.pass(MINUTE);
    expect(errorOf(cast, madeAt, one.read())).toBe(0);
    one.setClock(DAY);
    expect(offsetOf(cast, one.read(), 'page')).toBeNull();
    expect(errorOf(cast, madeAt, phone('next', madeAt + MINUTE).read(), 'next')).toBe(0);
    expect(offsetOf(cast, phone('next', madeAt + MINUTE, -DAY).read(), 'next')).toBeNull(); // would be in the future
  });

  test('is unknown without any reading', () => {
    expect(offsetOf(phone().cast(), undefined, 'page')).toBeNull();
  });
});
