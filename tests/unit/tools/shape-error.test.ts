import { expect, test } from 'vitest';
import { shapeError } from '../../../apps/tools/src/bench/path/shape-error.js';

const square = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

test('a moved and scaled path has no error', () => {
  expect(shapeError(square.map(({ x, y }) => ({ x: 3 * x + 7, y: 3 * y - 2 })), square)).toBeCloseTo(0, 10); // prettier-ignore
});

test('a path that is rotated, or a single point, has an error', () => {
  expect(shapeError(square.map(({ x, y }) => ({ x: -x, y: -y })), square)).toBeCloseTo(Math.SQRT1_2, 10); // prettier-ignore
  expect(shapeError(square.map(() => ({ x: 0.5, y: 0.5 })), square)).toBeCloseTo(Math.SQRT1_2, 10); // prettier-ignore
});

test('the error is a share of the longer side of the true path', () => {
  const line = [0, 1, 2, 3].map((x) => ({ x, y: 0 }));
  const bent = [0, 1, 2, 3].map((x, i) => ({ x, y: i % 2 }));
  expect(shapeError(bent, line)).toBeLessThan(shapeError(bent.map(({ x, y }) => ({ x, y: 2 * y })), line)); // prettier-ignore
  expect(shapeError(bent.map(({ x, y }) => ({ x: 10 * x, y: 10 * y })), line)).toBeCloseTo(shapeError(bent, line), 10); // prettier-ignore
});
