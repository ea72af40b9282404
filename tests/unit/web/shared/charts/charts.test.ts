import { describe, expect, test } from 'vitest';
import { confusionDots } from '../../../../../apps/web/src/shared/charts/confusion-dots';
import { learningPaths } from '../../../../../apps/web/src/shared/charts/learning-curve';

describe('a learning curve', () => {
  const box = { width: 100, height: 50 };
  const point = (at: number, learnt: number | null, heldOut: number | null) => ({ at, learnt, heldOut });

  test('shows accuracy over seconds, left to right and higher for better', () => {
    const { training, heldOut, end } = learningPaths([point(0, 0, null), point(5, 0.5, 0.4), point(10, 1, 0.8)], box);
    expect(training).toBe('M0,50L50,25L100,0');
    expect(heldOut).toBe('M50,30L100,10');
    expect(end).toEqual({ x: 100, y: expect.closeTo(10) as number, share: 0.8 });
  });
  test('omits what was not measured', () => {
    expect(learningPaths([point(1, 0.5, null)], box)).toMatchObject({ heldOut: '', end: undefined });
    expect(learningPaths([], box)).toMatchObject({ training: '', heldOut: '' });
  });
  test('sorts its points', () => {
    expect(learningPaths([point(10, 1, null), point(0, 0, null)], box).training).toBe('M0,50L100,0');
  });
  test('omits the time before its first point', () => {
    expect(learningPaths([point(16, 0, null), point(26, 1, null)], box).training).toBe('M0,50L100,0');
  });
  test('shows accuracy over casts if its points have them', () => {
    const withCasts = (casts: number, heldOut: number) => ({ at: 3, casts, learnt: 1, heldOut });
    const { heldOut, unit, end } = learningPaths([withCasts(400, 1), withCasts(100, 0.5)], box);
    expect(unit).toBe('casts');
    expect(heldOut).toBe('M25,25L100,0');
    expect(end).toMatchObject({ x: 100, share: 1 });
  });
  test('does not stretch one second of training over the whole box', () => {
    expect(learningPaths([point(0, 0, null), point(1, 1, null)], box).training).toBe('M0,50L50,0');
  });
});

describe('confusionDots', () => {
  test('returns a dot for every cell with casts, its area proportional to their number', () => {
    const dots = confusionDots([
      [40, 0],
      [10, 0],
    ]);
    expect(dots.map(({ meant, recognized, casts }) => [meant, recognized, casts])).toEqual([
      [0, 0, 40],
      [1, 0, 10],
    ]);
    expect((dots[1]?.radius ?? 0) / (dots[0]?.radius ?? 1)).toBeCloseTo(0.5);
    expect(dots[0]?.radius).toBeLessThan(0.5);
  });
  test('keeps the dot of a single cast among thousands visible', () => {
    expect(confusionDots([[4000, 1]])[1]?.radius).toBeGreaterThanOrEqual(0.1);
    expect(confusionDots([[0]])).toEqual([]);
  });
});
