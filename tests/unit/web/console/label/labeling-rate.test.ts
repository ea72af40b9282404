import { expect, test } from 'vitest';
import { createLabelingRate } from '../../../../../apps/web/src/console/label/labeling-rate';

test('casts are loaded as far ahead as they are labeled fast', () => {
  let now = 0;
  const rate = createLabelingRate(() => now);
  expect(rate.wantedAhead()).toBe(8);
  for (; now < 3_000; now += 100) rate.count(); // ten a second
  expect(rate.wantedAhead()).toBeGreaterThanOrEqual(60);
  now += 10_000;
  expect(rate.wantedAhead()).toBe(8);
});
