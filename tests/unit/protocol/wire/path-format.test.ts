import { PATH_POINTS, packPath, unpackPath } from '@wandcast/protocol';
import { expect, test } from 'vitest';

test('keeps the proportions of a path and centers it', () => {
  const path = unpackPath(packPath([...Array(50).keys()].map((i) => ({ x: 7 + i, y: 3 - i / 2 }))));
  expect(path).toHaveLength(PATH_POINTS);
  expect(path[0]?.x).toBeCloseTo(0, 2);
  expect(path[0]?.y).toBeCloseTo(0.75, 2);
  expect(path.at(-1)?.x).toBeCloseTo(1, 2);
  expect(path.at(-1)?.y).toBeCloseTo(0.25, 2);
});

test('a path that never moves is a point in the middle', () => {
  for (const { x, y } of unpackPath(
    packPath([
      { x: 2, y: 2 },
      { x: 2, y: 2 },
    ]),
  )) {
    expect(x).toBeCloseTo(0.5, 2);
    expect(y).toBeCloseTo(0.5, 2);
  }
});

test('too few points, and texts that are no path, are empty', () => {
  expect(packPath([{ x: 1, y: 1 }])).toBe('');
  expect(unpackPath('')).toEqual([]);
  expect(unpackPath('%')).toEqual([]);
});
