import { expect, test } from 'vitest';
import { hasStreaks } from '../../../../../apps/web/src/stage/board/streaks';

const rows = (...streaks: number[]) => streaks.map((streak) => ({ streak }));

test('streaks are shown if someone has one, but not if everyone has the same', () => {
  expect(hasStreaks(rows(3, 1, 0))).toBe(true);
  expect(hasStreaks(rows(3, 3, 3))).toBe(false);
  expect(hasStreaks(rows(1, 0))).toBe(false);
  expect(hasStreaks(rows(2))).toBe(true);
});
