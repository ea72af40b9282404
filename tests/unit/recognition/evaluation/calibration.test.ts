import {
  argmax,
  calibrate,
  fitTemperature,
  rejectionThreshold,
  logOdds,
  applyTemperature,
} from '@wandcast/recognition';
import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const sum = (row: readonly number[]) => row.reduce((total, value) => total + value, 0);

describe('temperature', () => {
  test('of 1 changes nothing; above lowers confidence, below raises it, and the order stays', () => {
    const row = [0.7, 0.2, 0.1];
    applyTemperature(row, 1).forEach((value, i) => {
      expect(value).toBeCloseTo(row[i] ?? NaN);
    });
    expect(applyTemperature(row, 2)[0]).toBeLessThan(0.7);
    expect(applyTemperature(row, 0.5)[0]).toBeGreaterThan(0.7);
    for (const t of [0.2, 0.5, 2, 5]) {
      expect(sum(applyTemperature(row, t))).toBeCloseTo(1);
      expect(argmax(applyTemperature(row, t))).toBe(0);
    }
  });

  test('handles a probability of exactly zero', () => {
    expect(applyTemperature([1, 0], 0.2).every(Number.isFinite)).toBe(true);
  });

  test('is recovered for an overconfident model', () => {
    const random = seeded(5);
    const judged = Array.from({ length: 3000 }, () => {
      const honest = 0.5 + 0.5 * random();
      const spell = random() < honest ? 0 : 1;
      return { probabilities: applyTemperature([honest, 1 - honest], 0.5), spell };
    });
    expect(fitTemperature(judged)).toBeGreaterThan(1.8);
    expect(fitTemperature(judged)).toBeLessThan(2.2);
  });

  test('compensates for evidence against the casts', () => {
    const judged = Array.from({ length: 100 }, (_, i) => ({ probabilities: [0.8, 0.2], spell: i < 80 ? 0 : 1 }));
    const doubted = judged.map((one) => ({ ...one, evidence: [-0.7, -0.7] }));
    expect(fitTemperature(doubted)).toBeLessThan(fitTemperature(judged));
    expect(calibrate([0.8, 0.2], [-0.7, -0.7], fitTemperature(doubted))[0]).toBeCloseTo(0.8, 1);
  });

  test('is 1 without predictions', () => {
    expect(fitTemperature([])).toBe(1);
  });
});

describe('evidence', () => {
  const row = [0.7, 0.2, 0.1];

  test('of 0 changes nothing', () => {
    calibrate(row, [0, 0, 0], 1).forEach((value, i) => {
      expect(value).toBeCloseTo(row[i] ?? NaN);
    });
  });

  test('multiplies the odds of the best spell, whatever the evidence for the others', () => {
    const [best = NaN] = calibrate(row, [1, 9, -9], 1);
    expect(logOdds(best)).toBeCloseTo(logOdds(0.7) + 1);
  });

  test('against it leaves probability for "unknown", for it takes from the others; the order stays', () => {
    const against = calibrate(row, [-2, 0, 0], 1);
    expect(sum(against)).toBeLessThan(0.4);
    expect(sum(calibrate(row, [2, 0, 0], 1))).toBeCloseTo(1);
    for (const one of [against, calibrate(row, [2, 0, 0], 1)]) expect(one).toEqual([...one].sort((a, b) => b - a));
  });

  test('handles certainty', () => {
    expect(calibrate([1, 0], [-3, 0], 1).every(Number.isFinite)).toBe(true);
    expect(calibrate([1, 0], [900, 0], 1)).toEqual([1, 0]);
  });
});

describe('the rejection threshold', () => {
  const right = (sure: number) => ({ probabilities: [sure, 1 - sure], spell: 0 });

  test('rejects 3 % of the correct predictions', () => {
    const judged = Array.from({ length: 100 }, (_, i) => right(0.5 + i / 250));
    const threshold = rejectionThreshold(judged);
    expect(judged.filter(({ probabilities }) => Math.max(...probabilities) < threshold)).toHaveLength(3);
  });

  test('ignores the confidence of wrong predictions', () => {
    const judged = Array.from({ length: 100 }, (_, i) => right(0.5 + i / 250));
    const wrong = Array.from({ length: 100 }, () => ({ probabilities: [0.55, 0.45], spell: 1 }));
    expect(rejectionThreshold([...judged, ...wrong])).toBe(rejectionThreshold(judged));
  });

  test('stays within .35 and .9', () => {
    expect(rejectionThreshold(Array.from({ length: 40 }, () => right(0.99)))).toBe(0.9);
    expect(
      rejectionThreshold(Array.from({ length: 40 }, () => ({ probabilities: [0.3, 0.25, 0.25, 0.2], spell: 0 }))),
    ).toBe(0.35);
  });
});
