import { expect, test } from 'vitest';
import { screenAngle } from '../../../../../apps/web/src/shared/orientation/screen-angle';

test('returns the angle of screen.orientation', () => {
  for (const angle of [0, 90, 180, 270]) expect(screenAngle({ screen: { orientation: { angle } } })).toBe(angle);
});

test('falls back to window.orientation, from -90 to 180', () => {
  expect([0, 90, 180, -90].map((orientation) => screenAngle({ screen: {}, orientation }))).toEqual([0, 90, 180, 270]);
});

test('returns 0 if the angle is missing or unexpected', () => {
  expect(screenAngle({ screen: {} })).toBe(0);
  expect(screenAngle({ screen: { orientation: { angle: 45 } } })).toBe(0);
});
