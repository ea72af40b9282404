import { expect, test } from 'vitest';
import { orientationText } from '../../../../../apps/web/src/console/explore/casts/orientation-text';

test.each([
  [null, 'unknown'],
  [{ flipped: false, turned: 0, hand: 'right' }, 'right hand, upright, signs as on Android'],
  [{ flipped: true, turned: 90, hand: 'left' }, 'left hand, turned left, signs as on the iPhone'],
  [{ flipped: null, turned: 270, hand: 'right' }, 'right hand, turned right, signs not measured'],
] as const)('the orientation %o reads "%s"', (orientation, words) => {
  expect(orientationText(orientation)).toBe(words);
});
