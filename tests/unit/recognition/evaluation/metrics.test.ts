import {
  accuracyBy,
  accuracyOf,
  areaUnderRoc,
  calibrationErrorOf,
  rejectionRateAt,
  worstUserOf,
} from '@wandcast/recognition';
import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

/** A cast of the first of two spells, recognized as `recognized` with the given confidence (0..1). */
function cast(confidence: number, recognized: 0 | 1, user = 'ada') {
  return {
    probabilities: recognized === 0 ? [confidence, 1 - confidence] : [1 - confidence, confidence],
    spell: 0,
    user,
  };
}

describe('accuracy', () => {
  const judged = [cast(0.9, 0), cast(0.8, 0), cast(0.7, 1), cast(0.6, 0, 'bo'), cast(0.9, 1, 'bo')];

  test('is the share recognized correctly', () => {
    expect(accuracyOf(judged)).toBeCloseTo(3 / 5);
  });

  test('is reported per person, and for the worst one', () => {
    expect([...accuracyBy(judged, ({ user }) => user)]).toEqual([['ada', 2 / 3], ['bo', 1 / 2]]); // prettier-ignore
    expect(worstUserOf(judged)).toEqual({ user: 'bo', accuracy: 0.5 });
    expect(worstUserOf([])).toBeNull();
  });
});

describe('the calibration error', () => {
  test('is zero if 80 % confidence is right in 4 of 5', () => {
    expect(calibrationErrorOf([cast(0.8, 0), cast(0.8, 0), cast(0.8, 0), cast(0.8, 0), cast(0.8, 1)])).toBeCloseTo(0);
  });

  test('is the gap, over- or underconfident, weighted by casts', () => {
    expect(calibrationErrorOf([cast(0.95, 1), cast(0.95, 0)])).toBeCloseTo(0.45);
    expect(calibrationErrorOf([cast(0.6, 0), cast(0.6, 0)])).toBeCloseTo(0.4);
    expect(calibrationErrorOf([cast(0.95, 1), cast(0.95, 0), cast(0.6, 0), cast(0.6, 0)])).toBeCloseTo(0.425);
  });

  test('counts certainty into the last bin', () => {
    expect(calibrationErrorOf([cast(1, 0)])).toBeCloseTo(0);
  });
});

describe('separating known from unknown casts', () => {
  test('the AUROC is 1 if every known cast scores higher, 0 if none does, and 0.5 for equal scores', () => {
    expect(areaUnderRoc([0.9, 0.8], [0.1, 0.2, 0.3])).toBe(1);
    expect(areaUnderRoc([0.1], [0.2, 0.3])).toBe(0);
    expect(areaUnderRoc([0.5, 0.5], [0.5, 0.5, 0.5])).toBe(0.5);
  });

  test('the AUROC is the share of pairs in the right order', () => {
    const random = seeded(3);
    const known = Array.from({ length: 40 }, () => Math.round(10 * (0.3 + random())) / 10);
    const unknown = Array.from({ length: 30 }, () => Math.round(10 * random()) / 10);
    const viewSets = known.flatMap((k) => unknown.map((u) => (k > u ? 1 : k === u ? 0.5 : 0)));
    expect(areaUnderRoc(known, unknown)).toBeCloseTo(viewSets.reduce<number>((a, b) => a + b, 0) / viewSets.length);
  });

  test('the rejection rate is meaconfidenced at the threshold that rejects 5 % of the known casts', () => {
    const known = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(rejectionRateAt(0.05, known, [0, 0.04, 0.06, 0.9])).toBe(0.5);
  });
});
