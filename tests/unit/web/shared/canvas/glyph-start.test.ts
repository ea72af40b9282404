import { expect, test } from 'vitest';
import { glyphStart } from '../../../../../apps/web/src/shared/canvas/glyph-start';

test('finds the start of a path in every notation that SVG allows', () => {
  expect(glyphStart('M18 82 L50 18')).toEqual({ x: 18, y: 82 });
  expect(glyphStart(' m8,54c2 1 3 4 5 6')).toEqual({ x: 8, y: 54 });
  expect(glyphStart('M.5-3L1 1')).toEqual({ x: 0.5, y: -3 });
  expect(glyphStart('M1e1 2.5')).toEqual({ x: 10, y: 2.5 });
});

test('returns undefined for a path that does not start with a move', () => {
  expect(glyphStart('L50 18')).toBeUndefined();
  expect(glyphStart('')).toBeUndefined();
});
