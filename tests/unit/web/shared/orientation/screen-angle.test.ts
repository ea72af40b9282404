import { expect, test } from 'vitest';
import { screenAngle } from '../../../../../apps/web/src/shared/orientation/screen-angle';

test('the screen’s turn is what its orientation says', () => {
  for (const angle of [0, 90, 180, 270]) expect(screenAngle({ screen: { orientation: { angle } } })).toBe(angle);
});

test('browsers without one tell of it as a number from -90 to 180', () => {
  expect([0, 90, 180, -90].map((orientation) => screenAngle({ screen: {}, orientation }))).toEqual([0, 90, 180, 270]);
});

test('where nobody says, or something else, the page is upright', () => {
  expect(screenAngle({ screen: {} })).toBe(0);
  expect(screenAngle({ screen: { orientation: { angle: 45 } } })).toBe(0);
});
