import { PATH_POINTS, packPath } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  SPARKS,
  confettiAlpha,
  lifetimeMs,
  motesAt,
  sparkAt,
  type Flight,
} from '../../../../../apps/web/src/stage/ui/particles';
import { nameSize } from '../../../../../apps/web/src/stage/ui/name-size';
import {
  BOARD_PACE,
  ROUND_PACE,
  isRevealed,
  placeOfStep,
  revealTimes,
} from '../../../../../apps/web/src/stage/ui/reveal-times';
import { smoothed, strokePoints } from '../../../../../apps/web/src/stage/ui/stroke-points';

const gaps = (times: readonly number[]): number[] => times.slice(1).map((time, i) => time - (times[i] ?? 0));

describe('a reveal of places', () => {
  test('goes from the last place to the first', () => {
    expect([0, 1, 2, 3, 4].map((step) => placeOfStep(step, 5))).toEqual([5, 4, 3, 2, 1]);
    const shown = (done: number) => [1, 2, 3].filter((place) => isRevealed(place, 3, done));
    expect([0, 1, 2, 3].map(shown)).toEqual([[], [3], [2, 3], [1, 2, 3]]);
  });

  test('of a round waits longest before the winner, and is over within seven seconds', () => {
    const times = revealTimes(5, ROUND_PACE);
    expect(gaps(times)).toEqual([900, 900, 900, 1_900]);
    expect(times.at(-1)).toBeLessThan(7_000);
    expect(revealTimes(1, ROUND_PACE)).toEqual([ROUND_PACE.leadMs]);
    expect(revealTimes(0, ROUND_PACE)).toEqual([]);
  });

  test('of the board slows down for the last three', () => {
    expect(gaps(revealTimes(10, BOARD_PACE))).toEqual([420, 420, 420, 420, 420, 420, 1_100, 1_100, 1_100]);
  });
});

describe('particles', () => {
  test('of confetti start at one point, rise, fall, and fade out in the end', () => {
    for (let i = 0; i < SPARKS; i++) {
      const middle = ({ tail, tip }: ReturnType<typeof sparkAt>): number => (tail[1] + tip[1]) / 2;
      expect(middle(sparkAt(i, 0))).toBeCloseTo(0);
      expect(middle(sparkAt(i, 3_000))).toBeGreaterThan(middle(sparkAt(i, 1_500)));
    }
    const confetti = { kind: 'confetti', at: 0, from: [0, 0] } as const;
    expect([0, 1_000, lifetimeMs(confetti)].map(confettiAlpha)).toEqual([1, 1, 0]);
  });

  test('of a flight leave the mark one after the other, and all arrive', () => {
    const flight: Flight = { kind: 'flight', at: 0, from: [100, 50], to: [900, 50] };
    expect(motesAt(flight, 0)).toEqual([]);
    expect(motesAt(flight, 100).length).toBeLessThan(motesAt(flight, 400).length);
    for (const [x, y] of motesAt(flight, 400)) {
      expect(x).toBeGreaterThan(100);
      expect(x).toBeLessThan(900);
      expect(y).toBeLessThan(50);
    }
    expect(motesAt(flight, lifetimeMs(flight))).toEqual([]);
  });
});

test('names are smaller if they are long, down to the smallest readable size', () => {
  expect(nameSize('Tidy Robin', 28, 3.4)).toBe(3.4);
  expect(nameSize('Upbeat Fieldmouse', 28, 3.4)).toBeCloseTo(2.75, 1);
  expect(nameSize('W'.repeat(60), 28, 3.4)).toBe(1.9);
});

describe('the stroke in a seal', () => {
  const at = { x: 100, y: 100, r: 50 };

  test('passes through the points of the path, inside the ring', () => {
    const points = strokePoints(packPath([...Array(50).keys()].map((i) => ({ x: i, y: i }))), at);
    expect(points.length).toBeGreaterThan(PATH_POINTS);
    for (const [x, y] of points) expect(Math.hypot(x - 100, y - 100)).toBeLessThan(0.64 * at.r);
  });

  test('is empty without a path', () => {
    expect(strokePoints('', at)).toEqual([]);
  });

  test('keeps straight lines straight', () => {
    for (const [x, y] of smoothed([[0, 0], [1, 2], [2, 4], [3, 6]])) expect(y).toBeCloseTo(2 * x); // prettier-ignore
  });
});
