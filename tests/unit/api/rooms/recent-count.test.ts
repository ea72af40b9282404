import { expect, test } from 'vitest';
import { RecentCount } from '../../../../apps/api/src/rooms/health-stats/recent-count.js';

test('what happened is counted for a window, to a sixtieth of it', () => {
  const recent = new RecentCount(60_000);
  expect(recent.count(0)).toBe(0);
  for (let i = 0; i < 1_000; i++) recent.add(i);
  recent.add(30_000);
  expect(recent.count(30_000)).toBe(1_001);
  expect(recent.count(59_999)).toBe(1_001);
  expect(recent.count(60_000)).toBe(1);
  expect(recent.count(89_999)).toBe(1);
  expect(recent.count(90_000)).toBe(0);
});
