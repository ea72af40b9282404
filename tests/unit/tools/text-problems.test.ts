import { describe, expect, test } from 'vitest';
import type { ShownText } from '../../../apps/tools/src/measures/shown-text.js';
import { cutProblems, overlapProblems } from '../../../apps/tools/src/measures/text-problems.js';

let elements = 0;
const textAt = (text: string, left: number, part: Partial<ShownText> = {}): ShownText => ({
  text,
  place: 'p',
  box: { left, top: 10, right: left + 100, bottom: 30 },
  clip: { left: 0, top: 0, right: 400, bottom: 400 },
  element: elements++,
  inside: [],
  isShortened: false,
  ...part,
});

describe('overlapping texts', () => {
  test('are named in pairs, with the size of the overlap', () => {
    const [one, two, three] = [textAt('one', 0), textAt('two', 90), textAt('three', 180)];
    expect(overlapProblems([one, two, three])).toEqual([
      '"one" (p) and "two" (p) overlap by 10 x 20 px',
      '"two" (p) and "three" (p) overlap by 10 x 20 px',
    ]);
  });

  test('may touch', () => {
    expect(overlapProblems([textAt('one', 0), textAt('two', 99)])).toEqual([]);
  });

  test('are no problem within one element, or in a part of it', () => {
    const one = textAt('one', 0);
    expect(overlapProblems([one, { ...textAt('two', 50), element: one.element }])).toEqual([]);
    expect(overlapProblems([one, textAt('two', 50, { inside: [one.element] })])).toEqual([]);
    expect(overlapProblems([one, textAt('two', 50, { inside: [-7] })])).toHaveLength(1);
  });
});

describe('cut texts', () => {
  test('are named with every edge that cuts them', () => {
    const clip = { left: 20, top: 0, right: 60, bottom: 400 };
    expect(cutProblems([textAt('cut', 0, { clip })])).toEqual([
      '"cut" (p) is cut by 20 px at the left',
      '"cut" (p) is cut by 40 px at the right',
    ]);
  });

  test('may reach over an edge by a pixel', () => {
    expect(cutProblems([textAt('fits', -1), textAt('fits', 301)])).toEqual([]);
  });

  test('may have an unintended ellipsis', () => {
    expect(cutProblems([textAt('Tricky Woodpecker', 0, { isShortened: true })])).toEqual([
      '"Tricky Woodpecker" (p) ends in an ellipsis',
    ]);
  });
});
