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

/** A cast of the first of two spells, of which the model was `sure` (0..1) that it is `said`. */
function cast(sure: number, said: 0 | 1, user = 'ada') {
  return { probabilities: said === 0 ? [sure, 1 - sure] : [1 - sure, sure], spell: 0, user };
}

describe('accuracy', () => {
  const judged = [cast(0.9, 0), cast(0.8, 0), cast(0.7, 1), cast(0.6, 0, 'bo'), cast(0.9, 1, 'bo')];

  test('is the share named right', () => {
    expect(accuracyOf(judged)).toBeCloseTo(3 / 5);
  });

  test('is known for each person, and for the one understood least', () => {
    expect([...accuracyBy(judged, ({ user }) => user)]).toEqual([['ada', 2 / 3], ['bo', 1 / 2]]); // prettier-ignore
    expect(worstUserOf(judged)).toEqual({ user: 'bo', accuracy: 0.5 });
    expect(worstUserOf([])).toBeNull();
  });
});

describe('the calibration error', () => {
  test('is zero where 80 % sure is right in 4 of 5', () => {
    expect(calibrationErrorOf([cast(0.8, 0), cast(0.8, 0), cast(0.8, 0), cast(0.8, 0), cast(0.8, 1)])).toBeCloseTo(0);
  });

  test('is how far one is off, whether too sure or too shy, weighted by casts', () => {
    expect(calibrationErrorOf([cast(0.95, 1), cast(0.95, 0)])).toBeCloseTo(0.45);
    expect(calibrationErrorOf([cast(0.6, 0), cast(0.6, 0)])).toBeCloseTo(0.4);
    expect(calibrationErrorOf([cast(0.95, 1), cast(0.95, 0), cast(0.6, 0), cast(0.6, 0)])).toBeCloseTo(0.425);
  });

  test('counts certainty into the last bin', () => {
    expect(calibrationErrorOf([cast(1, 0)])).toBeCloseTo(0);
  });
});

describe('telling known from unknown', () => {
  test('the area is 1 where every known cast scores higher, 0 where none does, and a half on equal scores', () => {
    expect(areaUnderRoc([0.9, 0.8], [0.1, 0.2, 0.3])).toBe(1);
    expect(areaUnderRoc([0.1], [0.2, 0.3])).toBe(0);
    expect(areaUnderRoc([0.5, 0.5], [0.5, 0.5, 0.5])).toBe(0.5);
  });

  test('the area is the share of viewSets in the right order', () => {
    const random = seeded(3);
    const known = Array.from({ length: 40 }, () => Math.round(10 * (0.3 + random())) / 10);
    const unknown = Array.from({ length: 30 }, () => Math.round(10 * random()) / 10);
    const viewSets = known.flatMap((k) => unknown.map((u) => (k > u ? 1 : k === u ? 0.5 : 0)));
    expect(areaUnderRoc(known, unknown)).toBeCloseTo(viewSets.reduce<number>((a, b) => a + b, 0) / viewSets.length);
  });

  test('what is rejected is counted at the threshold that costs 5 % of the known', () => {
    const known = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(rejectionRateAt(0.05, known, [0, 0.04, 0.06, 0.9])).toBe(0.5);
  });
});
