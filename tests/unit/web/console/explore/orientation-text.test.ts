import { expect, test } from 'vitest';
import { orientationWords } from '../../../../../apps/web/src/console/explore/casts/orientation-text';

test.each([
  [null, 'not told'],
  [{ flipped: false, turned: 0, hand: 'right' }, 'right hand, upright, signs as Android’s'],
  [{ flipped: true, turned: 90, hand: 'left' }, 'left hand, turned to the left, signs as the iPhone’s'],
  [{ flipped: null, turned: 270, hand: 'right' }, 'right hand, turned to the right, signs not shown'],
] as const)('the hold %o of a cast is told as "%s"', (orientation, words) => {
  expect(orientationWords(orientation)).toBe(words);
});
