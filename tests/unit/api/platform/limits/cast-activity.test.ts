import { expect, test } from 'vitest';
import { CastActivity } from '../../../../../apps/api/src/platform/limits/cast-activity.js';

test('casts move until one second after the last samples', () => {
  const activity = new CastActivity();
  expect(activity.isMoving(0)).toBe(false);
  activity.moved(5_000);
  expect(activity.isMoving(5_999)).toBe(true);
  activity.moved(5_900);
  expect(activity.isMoving(6_899)).toBe(true);
  expect(activity.isMoving(6_900)).toBe(false);
});
