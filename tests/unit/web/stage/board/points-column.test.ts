import { describe, expect, test } from 'vitest';
import { numbers as german } from '../../../../../apps/web/src/locales/de/numbers';
import { numbers as english } from '../../../../../apps/web/src/locales/en/numbers';
import { pointsColumn } from '../../../../../apps/web/src/stage/board/points-column';
import { headlineWidth } from '../../../../../apps/web/src/shared/design/headline-size';

/** Largest font sizes with ten rows and with seven or fewer, rem. */
const sizes = [4.9, 6.66];

describe('the column of points', () => {
  test.each([
    ['English', english],
    ['German', german],
  ])('fits points of several rounds in %s, with ten rows and with a few', (_, numbers) => {
    for (const largest of sizes)
      for (const most of [7, 96, 940, 3_086, 12_345, 22_222]) {
        const { width, size } = pointsColumn([most, 1].map(numbers.count), largest);
        expect(size).toBeLessThanOrEqual(largest);
        expect(size).toBeGreaterThan(4.5);
        for (let points = 1; points <= most; points += 37)
          expect(size * headlineWidth(numbers.count(points))).toBeLessThanOrEqual(width);
      }
  });

  test('takes no more room from the names than it needs', () => {
    const widths = ['96', '3,086', '12,345'].map((points) => pointsColumn([points], 4.9).width);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(widths[0]).toBe(6.6);
    expect(pointsColumn(['1,234,567'], 6.66).width).toBe(9.6);
    expect(pointsColumn([], 6.66)).toEqual({ width: 6.6, size: 6.66 });
  });
});
