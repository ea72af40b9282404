import type { Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { COUNTED_MS, HoldMeter } from '../../../../apps/web/src/preflight/sensor-meter';
import { TripMeter } from '../../../../apps/web/src/preflight/round-trip-meter';

const upright = (t: number, sign = 1): Sample => ({
  t,
  linear: [0.1, 0, 0],
  gravity: [0, 9.2 * sign, 3.2 * sign],
});

describe('a hold', () => {
  test('counts readings a second and the longest gap by the readings’ own times', () => {
    const meter = new HoldMeter();
    for (let t = 5_000; t < 5_000 + COUNTED_MS; t += 20) meter.add(upright(t), 0);
    expect(meter.add({ ...upright(5_000 + COUNTED_MS + 60), rotation: [0, 0, 1] }, 0)).toBe(1);
    const { rateHz, maxGapMs, channels } = meter.figures;
    expect(rateHz).toBeCloseTo((1_000 * 150) / 3_060, 5);
    expect(maxGapMs).toBe(80);
    expect(channels).toBe(7);
  });
  test('tells how much of it is over', () => {
    const meter = new HoldMeter();
    expect(meter.add(upright(900), 0)).toBe(0);
    expect(meter.add(upright(900 + COUNTED_MS / 2), 0)).toBe(0.5);
  });
  test.each([
    [1, false],
    [-1, true],
  ])('shows the signs of a phone that is held upright (%i)', (sign, flipped) => {
    const meter = new HoldMeter();
    for (let t = 0; t <= 1_000; t += 16) meter.add(upright(t, sign), 0);
    expect(meter.figures.flipped).toBe(flipped);
  });
  test('shows no signs of a phone that lies on a table', () => {
    const meter = new HoldMeter();
    for (let t = 0; t <= 1_000; t += 16) meter.add({ t, gravity: [0, 0, 9.81] }, 0);
    expect(meter.figures.flipped).toBeNull();
  });
  test('of one reading, or none, says no rate', () => {
    const meter = new HoldMeter();
    expect(meter.figures).toEqual({ rateHz: null, maxGapMs: null, channels: 0, flipped: null });
    meter.add(upright(7), 0);
    expect(meter.figures).toMatchObject({ rateHz: null, maxGapMs: null, channels: 3 });
  });
});

describe('round trips', () => {
  test('have a middle, a slowest, and the offset of the quickest', () => {
    const meter = new TripMeter();
    meter.add(0, 1_050, 100); // a slow one, wrong by up to 50
    meter.add(200, 1_204, 210);
    meter.add(300, 1_320, 340);
    expect(meter.figures).toEqual({ roundTripMs: 40, slowestMs: 100, offsetMs: 999 });
    meter.add(400, 1_410, 420);
    expect(meter.figures.roundTripMs).toBe(30);
  });
  test('that were not made say nothing', () => {
    expect(new TripMeter().figures).toEqual({ roundTripMs: null, slowestMs: null, offsetMs: null });
  });
});
