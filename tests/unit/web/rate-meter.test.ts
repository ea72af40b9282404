import { expect, test } from 'vitest';
import { RateMeter } from '../../../apps/web/src/wand/rate-meter';

test('the rate of the last second, whatever was before', () => {
  const meter = new RateMeter();
  expect(meter.add(0)).toBe(0);
  let rate = 0;
  for (let t = 100; t <= 3_000; t += 100) rate = meter.add(t);
  expect(rate).toBeCloseTo(10);
  for (let t = 3_016; t <= 6_000; t += 16) rate = meter.add(t);
  expect(rate).toBeCloseTo(62.5, 0);
});
