import { openSetThreshold } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

const spread = (from: number, to: number): number[] => Array.from({ length: 1000 }, (_, i) => from + ((to - from) * i) / 999); // prettier-ignore
const reached = (confidences: readonly number[]): number =>
  confidences.filter((one) => one > openSetThreshold(confidences)).length / confidences.length;

describe('the threshold of a model of glyphs alone', () => {
  test('is reached by a ninth of the held-out negatives', () => {
    expect(reached(spread(0, 0.9))).toBeCloseTo(0.11, 2);
  });

  test('rejects neither a noisy room nor nothing', () => {
    expect(openSetThreshold(spread(0.9, 1))).toBe(0.85);
    expect(openSetThreshold(spread(0, 0.2))).toBe(0.75);
    expect(openSetThreshold([])).toBe(0.75);
  });
});
