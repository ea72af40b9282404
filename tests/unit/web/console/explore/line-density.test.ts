import { describe, expect, test } from 'vitest';
import {
  addLines,
  columnWidth,
  emptyDensity,
  lineAlpha,
  paintDensity,
  type Density,
} from '../../../../../apps/web/src/console/explore/plot/line-density';
import { overviewOf } from './casts';

const view = { toMs: 2_000, reach: 10 };
const overview = overviewOf([
  { x: () => 0 },
  { x: () => 20 },
  { x: () => 0, durationMs: 1_000 },
  { x: (point) => (point < 24 ? 40 : -40) },
  { x: () => 100 },
]);
const { shape: shapes, durationMs } = overview.table.columns;
function draw(members: number[], times: 1 | -1 = 1, density: Density = emptyDensity(40, 40)): Density {
  addLines(density, { shapes, durationMs, members: Uint32Array.from(members), axis: 0, times }, view);
  return density;
}
/** Opacity of the pixel in that column and row. */
function opacity(density: Density, column: number, row: number, alpha = 0.5): number {
  const pixels = new Uint8ClampedArray(4 * 40 * 40);
  paintDensity(density, [1, 2, 3], alpha, pixels);
  return pixels[4 * (row * 40 + column) + 3] ?? 0;
}

describe('lines', () => {
  test('are one pixel thick', () => {
    const still = draw([0]);
    expect(opacity(still, 10, 19)).toBe(opacity(still, 10, 20)); // 0 lies between them and covers half of each
    expect(opacity(still, 10, 19)).toBeGreaterThan(0);
    expect([18, 21].map((row) => opacity(still, 10, row))).toEqual([0, 0]);
    expect(opacity(draw([1]), 10, 10)).toBeGreaterThan(0); // 5 of 10 m/s^2
  });
  test('end where the cast ends', () => {
    const short = draw([2]);
    expect([opacity(short, 18, 19) > 0, opacity(short, 22, 19)]).toEqual([true, 0]);
  });
  test('have no holes when steep', () => {
    const jump = draw([3]);
    const rows = Array.from({ length: 40 }, (_, row) =>
      Math.max(...[18, 19, 20, 21].map((x) => opacity(jump, x, row))),
    );
    expect(rows.slice(1, 39).every((value) => value > 0)).toBe(true);
  });
  test('outside the panel are not drawn', () => {
    expect(draw([4]).steps.every((step) => step === 0)).toBe(true);
  });
  test('add up, and leave nothing when removed', () => {
    expect(opacity(draw([0, 0]), 10, 19)).toBeGreaterThan(opacity(draw([0]), 10, 19));
    expect(draw([0, 1, 3], -1, draw([0, 1, 2, 3]))).toEqual(draw([2]));
  });
});

test('get fainter and columns wider the more there are', () => {
  const alphas = [1, 60, 1_000, 10_000].map(lineAlpha);
  expect([...alphas].sort((a, b) => b - a)).toEqual(alphas);
  expect([columnWidth(180, 300), columnWidth(30_000, 210), columnWidth(3e6, 210)]).toEqual([1, 2, 4]);
});
