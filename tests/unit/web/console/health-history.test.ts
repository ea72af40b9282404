import { expect, test } from 'vitest';
import { HISTORY_MS, recorded } from '../../../apps/web/src/console/count-history';

test('the console remembers the last minutes and forgets what is older', () => {
  const old = { at: 0, perMinute: 1 };
  const recent = { at: 10_000, perMinute: 2 };
  const now = { at: HISTORY_MS + 5_000, perMinute: 3 };
  expect(recorded([old, recent], now)).toEqual([recent, now]);
});
