import { gaussian, seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { lastInputHelps } from '../../../../libs/recognition/src/regression/last-input-helps.js';

const FOLDS = 7;
const ROWS = 350;

/** Rows whose class depends on the first input and, by `slope`, on the last; every fold also has `own` in the last. */
function rowsWith(slope: number, own: number, seed = 1): Parameters<typeof lastInputHelps>[0] {
  const random = seeded(seed);
  const ownOf = Array.from({ length: FOLDS }, () => own * gaussian(random));
  const foldOf = Array.from({ length: ROWS }, (_, i) => i % FOLDS);
  const known = foldOf.map(() => [gaussian(random), gaussian(random)] as const);
  return {
    rows: known.map(([first, last], i) => [first, last + (ownOf[i % FOLDS] ?? 0)]),
    isFirst: known.map(([first, last]) => first + slope * last + 0.5 * gaussian(random) > 0),
    weights: foldOf.map(() => 1),
    foldOf,
  };
}

describe('the last input of a logistic regression', () => {
  test('helps if the class depends on it in every fold', () => {
    for (const seed of [1, 2, 3]) expect(lastInputHelps(rowsWith(-1, 0, seed))).toBe(true);
  });

  test('does not help if the class does not depend on it', () => {
    const helped = Array.from({ length: 20 }, (_, i) => lastInputHelps(rowsWith(0, 0, i))).filter(Boolean);
    expect(helped.length).toBeLessThan(6);
  });

  test('does not help if it depends on the fold that is held out far more than on the class', () => {
    for (const seed of [1, 2, 3]) expect(lastInputHelps(rowsWith(-0.1, 5, seed))).toBe(false);
  });

  test('is judged by the chosen rows alone', () => {
    const helpful = rowsWith(-1, 0);
    const useless = rowsWith(0, 0, 2);
    const both = {
      rows: [...helpful.rows, ...useless.rows],
      isFirst: [...helpful.isFirst, ...useless.isFirst],
      weights: [...helpful.weights, ...useless.weights],
      foldOf: [...helpful.foldOf, ...useless.foldOf],
    };
    const isHelpful = both.rows.map((_, i) => i < helpful.rows.length);
    expect(lastInputHelps({ ...both, isJudge: isHelpful })).toBe(true);
    expect(lastInputHelps({ ...both, isJudge: isHelpful.map((one) => !one) })).toBe(false);
  });

  test('cannot be judged by a single fold', () => {
    const one = rowsWith(-1, 0);
    expect(lastInputHelps({ ...one, foldOf: one.foldOf.map(() => 0) })).toBe(false);
  });
});
