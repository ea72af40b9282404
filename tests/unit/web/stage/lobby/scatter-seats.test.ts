import { describe, expect, test } from 'vitest';
import { capacityFor, scatterSeat } from '../../../../../apps/web/src/stage/lobby/scatter-seats';

describe('the lobby', () => {
  test.each([24, 40, 64, 100, 500, 1_600])('with %i places gives every seat a different place', (capacity) => {
    const places = Array.from({ length: capacity }, (_, seat) => scatterSeat(seat, capacity));
    expect(new Set(places).size).toBe(capacity);
    expect(Math.min(...places)).toBe(0);
    expect(Math.max(...places)).toBe(capacity - 1);
  });

  test('seats consecutive arrivals far apart', () => {
    expect(Math.abs(scatterSeat(4, 40) - scatterSeat(3, 40))).toBeGreaterThan(10);
  });

  test('always has room, and grows in steps', () => {
    for (let count = 0; count < 2_000; count++) expect(capacityFor(count)).toBeGreaterThanOrEqual(count);
    for (const [one, more] of [
      [25, 40],
      [1_601, 2_500],
      [7_001, 8_000],
    ] as const)
      expect(capacityFor(one)).toBe(capacityFor(more));
  });
});
