import { describe, expect, test } from 'vitest';
import { HISTORY_MS, withHealth } from '../../../../../apps/web/src/console/connection/health-history';
import { msText, timesText } from '../../../../../apps/web/src/console/run/health/health-text';
import { trendOf } from '../../../../../apps/web/src/console/run/health/health-trends';
import { health } from '../fixtures';

describe('the health history', () => {
  test('keeps the last minutes', () => {
    const [old, recent, now] = [health({ at: 0 }), health({ at: 10_000 }), health({ at: HISTORY_MS + 5_000 })];
    expect(withHealth([old, recent], now)).toEqual([recent, now]);
  });
  test('stores a repeated sample once', () => {
    const before = health({ at: 1_000, perMinute: 1 });
    expect(withHealth([before], health({ at: 1_000, perMinute: 2 }))).toEqual([health({ at: 1_000, perMinute: 2 })]);
  });
  test('spans at least a minute, with gaps where nothing was measured', () => {
    const past = [health({ at: 100_000 }), health({ at: 102_000, roundTrip: { p50: 40, p95: 90 } })];
    const trend = trendOf(past, 200, ({ roundTrip }) => roundTrip?.p95 ?? null, ({ roundTrip }) => roundTrip?.p50 ?? null); // prettier-ignore
    expect(trend).toEqual({
      from: 42_000,
      until: 102_000,
      lines: [
        [{ at: 100_000, value: null }, { at: 102_000, value: 90 }],
        [{ at: 100_000, value: null }, { at: 102_000, value: 40 }],
      ],
      least: 200,
    }); // prettier-ignore
    expect(trendOf([], 10, (one) => one.lost).lines).toEqual([[]]);
  });
  test('is formatted with significant digits', () => {
    expect([null, 0, 1.84, 9.96, 84.3, 999.4, 1_240].map(msText)).toEqual(
      ['–', '0.0 ms', '1.8 ms', '10.0 ms', '84 ms', '999 ms', '1.2 s'], // prettier-ignore
    );
    expect(timesText({ p50: 40.6, p95: 84.2 })).toBe('41 / 84 ms');
    expect(timesText({ p50: 40.6, p95: 1_840 })).toBe('41 / 1.8 s');
    expect(timesText(null)).toBe('–');
  });
});
