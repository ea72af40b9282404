import { expect, test } from 'vitest';
import { RateMeter } from '../../../../../apps/web/src/shared/sensor/rate-meter';

test('measures the rate over the last second only', () => {
  const meter = new RateMeter();
  expect(meter.add(0)).toBe(0);
  let rate = 0;
  for (let t = 100; t <= 3_000; t += 100) rate = meter.add(t);
  expect(rate).toBeCloseTo(10);
  for (let t = 3_016; t <= 6_000; t += 16) rate = meter.add(t);
  expect(rate).toBeCloseTo(62.5, 0);
});

test('measures the longest gap of the last second, including one longer than a second', () => {
  const meter = new RateMeter();
  meter.add(0);
  expect(meter.maxGapMs).toBe(0);
  for (const t of [16, 32, 92, 108]) meter.add(t);
  expect(meter.maxGapMs).toBe(60);
  for (let t = 124; t <= 1_300; t += 16) meter.add(t);
  expect(meter.maxGapMs).toBe(16);
  expect(meter.add(4_300)).toBeCloseTo(1 / 3, 1);
  expect(meter.maxGapMs).toBeGreaterThan(2_990);
});
