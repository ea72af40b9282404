import { ClockMeter } from '@wandcast/protocol';
import { expect, test } from 'vitest';

test('[Z1] uses the reading with the shortest round trip', () => {
  const meter = new ClockMeter();
  meter.add(1_000, 6_300, 1_400); // slow request
  meter.add(2_000, 7_010, 2_020);
  meter.add(3_000, 8_000, 3_300); // slow answer
  expect(meter.reading).toEqual({ offsetMs: 5_000, roundTripMs: 20 });
});

test('[Z1] has an error of at most half the round trip, whichever direction was slow', () => {
  for (const there of [0, 10, 90, 100]) {
    const meter = new ClockMeter();
    meter.add(1_000, 1_000 + there + 5_000, 1_100);
    const { offsetMs, roundTripMs } = meter.reading ?? { offsetMs: NaN, roundTripMs: NaN };
    expect(Math.abs(offsetMs - 5_000)).toBeLessThanOrEqual(roundTripMs / 2);
  }
});

test('discards old readings, so that a change of the clock shows', () => {
  const meter = new ClockMeter();
  meter.add(0, 100, 2);
  for (let i = 1; i <= 8; i++) meter.add(i * 1_000, i * 1_000 + 900, i * 1_000 + 40);
  expect(meter.reading?.offsetMs).toBe(880);
  meter.reset();
  expect(meter.reading).toBeUndefined();
});
