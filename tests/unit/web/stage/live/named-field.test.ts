import { describe, expect, test } from 'vitest';
import { NAME_LINE, type NamesFit } from '../../../../../apps/web/src/stage/live/named-field';
import { FIELD, MOST_NAMED, planTiles } from '../../../../../apps/web/src/stage/live/tile-layout';
import { nameLines } from '../../../../../apps/web/src/stage/tiles/name-lines';
import { crowd } from '../../../../browser/stage/stage-snapshots';

const counts = Array.from({ length: MOST_NAMED }, (_, i) => i + 1);
/** A bound of the width of a name: the mean letter of the font at 30 px is narrower. */
const measure = (text: string): number => 17 * text.length;

describe.each(counts)('the tiles of %i people', (count) => {
  const names = crowd(count).map(({ nickname }) => nickname);
  const fitIn = (width: number): NamesFit => {
    const all = names.map((name) => nameLines(name, width, measure));
    return {
      lines: Math.max(...all.map(({ lines }) => lines.length)),
      scale: Math.min(...all.map(({ scale }) => scale)),
    };
  };
  const { circles, nameWidth } = planTiles(count, fitIn);
  const width = nameWidth ?? 0;
  const height = fitIn(width).lines * NAME_LINE;

  test('are centered, and do not overlap each other’s names', () => {
    expect(circles).toHaveLength(count);
    const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
    expect(middle(circles.map(({ x }) => x))).toBeCloseTo(FIELD.x + FIELD.width / 2);
    const rows = [...new Set(circles.map(({ y }) => Math.round(y)))].map((y) =>
      circles.filter((one) => Math.round(one.y) === y),
    );
    for (const row of rows) expect(middle(row.map(({ x }) => x))).toBeCloseTo(FIELD.x + FIELD.width / 2);
    const sizes = rows.map((row) => row.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    const boxes = circles.map(({ x, y, r }) => ({
      left: x - Math.max(r, width / 2),
      right: x + Math.max(r, width / 2),
      top: y - r,
      bottom: y + r + height,
    }));
    for (const [i, a] of boxes.entries()) {
      expect([a.left >= FIELD.x, a.right <= FIELD.x + FIELD.width]).toEqual([true, true]);
      expect([a.top >= FIELD.y - 1, a.bottom <= FIELD.y + FIELD.height + 1]).toEqual([true, true]);
      for (const b of boxes.slice(i + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    }
  });

  test('show generated names in full', () => {
    for (const name of names) {
      const { lines, scale } = nameLines(name, width, measure);
      expect(lines.join(' ')).toBe(name);
      expect(scale).toBeGreaterThan(0.95); // at least 29 px
    }
  });
});

test('a few people fill the stage', () => {
  for (const count of [3, 6, 8]) {
    const xs = planTiles(count).circles.flatMap(({ x, r }) => [x - r, x + r]);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(0.75 * FIELD.width);
  }
});

test('a name is written on two lines, then smaller, and cut only if that is not enough', () => {
  expect(nameLines('Tricky Woodpecker', 200, measure)).toEqual({ lines: ['Tricky', 'Woodpecker'], scale: 1 });
  const small = nameLines('Wilhelmina Mumblewhiskers', 200, measure);
  expect(small.lines).toEqual(['Wilhelmina', 'Mumblewhiskers']);
  expect(small.scale).toBeCloseTo(200 / measure('Mumblewhiskers'));
  const cut = nameLines('W'.repeat(24), 200, measure);
  expect(cut.lines[0]).toMatch(/^W+…$/);
  expect(measure(cut.lines[0] ?? '') * cut.scale).toBeLessThanOrEqual(201);
});
