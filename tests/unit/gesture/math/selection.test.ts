import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { selected } from '../../../../libs/gesture/src/math/selection';

describe('selection', () => {
  test('finds the value that sorting would put at a place', () => {
    const random = seeded(3);
    for (const count of [1, 2, 3, 10, 101]) {
      // Whole numbers, so that many are equal.
      const values = Float32Array.from({ length: count }, () => Math.floor(random() * 20));
      const sorted = values.slice().sort();
      for (let place = 0; place < count; place++) {
        const copy = values.slice();
        expect(selected(copy, place)).toBe(sorted[place]);
        expect(copy.slice(0, place).every((value) => value <= (sorted[place] ?? NaN))).toBe(true);
        expect(copy.slice(place).every((value) => value >= (sorted[place] ?? NaN))).toBe(true);
      }
    }
  });

  test('finds nothing in an empty list', () => {
    expect(selected(new Float32Array(), 0)).toBeUndefined();
  });
});
