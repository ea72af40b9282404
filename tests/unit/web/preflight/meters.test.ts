import type { Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { MEASURED_MS, SensorMeter } from '../../../../apps/web/src/preflight/sensor-meter';
import { RoundTripMeter } from '../../../../apps/web/src/preflight/round-trip-meter';

const upright = (t: number): Sample => ({ t, linear: [0.1, 0, 0], gravity: [0, 9.2, 3.2] });

describe('the sensor meter', () => {
  test('measures the rate and the longest gap from the times of the readings', () => {
    const meter = new SensorMeter();
    for (let t = 5_000; t < 5_000 + MEASURED_MS; t += 20) meter.add(upright(t));
    expect(meter.add({ ...upright(5_000 + MEASURED_MS + 60), rotation: [0, 0, 1] })).toBe(1);
    const { rateHz, maxGapMs, channels } = meter.figures;
    expect(rateHz).toBeCloseTo((1_000 * 150) / 3_060, 5);
    expect(maxGapMs).toBe(80);
    expect(channels).toBe(7);
  });
  test('returns the finished share of the measurement', () => {
    const meter = new SensorMeter();
    expect(meter.add(upright(900))).toBe(0);
    expect(meter.add(upright(900 + MEASURED_MS / 2))).toBe(0.5);
  });
  test.each([true, false])('reports the signs of the platform, also of a phone held upside down: %s', (inverts) => {
    const meter = new SensorMeter(inverts);
    for (let t = 0; t <= 1_000; t += 16) meter.add({ t, gravity: [0, -9.2, -3.2] });
    expect(meter.figures.flipped).toBe(inverts);
  });
  test('reports no signs without accelerations', () => {
    const meter = new SensorMeter(true);
    for (let t = 0; t <= 1_000; t += 16) meter.add({ t, rotation: [0, 0, 1] });
    expect(meter.figures.flipped).toBeNull();
  });
  test('reports no rate for fewer than two readings', () => {
    const meter = new SensorMeter();
    expect(meter.figures).toEqual({ rateHz: null, maxGapMs: null, channels: 0, flipped: null });
    meter.add(upright(7));
    expect(meter.figures).toMatchObject({ rateHz: null, maxGapMs: null, channels: 3 });
  });
});

describe('the round-trip meter', () => {
  test('reports the median, the maximum, and the offset of the fastest round trip', () => {
    const meter = new RoundTripMeter();
    meter.add(0, 1_050, 100); // slow, so its offset may be off by 50 ms
    meter.add(200, 1_204, 210);
    meter.add(300, 1_320, 340);
    expect(meter.figures).toEqual({ roundTripMs: 40, slowestMs: 100, offsetMs: 999 });
    meter.add(400, 1_410, 420);
    expect(meter.figures.roundTripMs).toBe(30);
  });
  test('reports null without round trips', () => {
    expect(new RoundTripMeter().figures).toEqual({ roundTripMs: null, slowestMs: null, offsetMs: null });
  });
});
