import type { JudgedCast } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  castTimeText,
  drawerTitle,
  pageOf,
  sketchPath,
} from '../../../../../apps/web/src/console/label/cast-tile-text';
import {
  castsInCell,
  confusionOf,
  figuresOf,
  correctCounts,
} from '../../../../../apps/web/src/console/models/metrics/confusion-counts';
import { baselineRows, rowsOf, scaleStart } from '../../../../../apps/web/src/console/models/list/model-rows';
import { rollbackOf, weakestText } from '../../../../../apps/web/src/console/models/list/model-text';
import { texts } from '../../../../../apps/web/src/console/texts/console-texts';
import { barsOf, MAX_BARS } from '../../../../../apps/web/src/console/models/training/readiness-bars';
import {
  calibrationErrorOf,
  calibrationText,
  calibrationBins,
} from '../../../../../apps/web/src/console/models/metrics/calibration';
import {
  alternative,
  alternativeText,
  ratesAt,
  rateCurve,
  ratesText,
  rejectionRate,
} from '../../../../../apps/web/src/console/models/metrics/threshold-curves';
import { needsText } from '../../../../../apps/web/src/console/models/training/readiness-text';
import { endText, leftText, reasonText } from '../../../../../apps/web/src/console/models/training/training-text';
import { wilson } from '../../../../../apps/web/src/console/models/metrics/wilson-interval';
import { end, judged, progress, spell, summary } from '../fixtures';

const many = (n: number, meant: number, recognized: number, confidence: number): JudgedCast[] =>
  Array.from({ length: n }, () => judged(meant, recognized, confidence));

describe('the range of a share', () => {
  test('is the Wilson interval: 60% to 98% for 9 of 10, and narrower for 90 of 100', () => {
    const few = wilson(9, 10);
    expect(few?.low).toBeCloseTo(0.596, 3);
    expect(few?.high).toBeCloseTo(0.982, 3);
    expect(wilson(90, 100)?.low).toBeCloseTo(0.826, 3);
  });
  test('stays inside 0..1, and is undefined without casts', () => {
    expect(wilson(10, 10)?.high).toBeCloseTo(1);
    expect(wilson(10, 10)?.low).toBeCloseTo(0.722, 3);
    expect(wilson(0, 10)?.low).toBe(0);
    expect(wilson(0, 0)).toBeUndefined();
  });
});

describe('the judged casts', () => {
  const casts = [...many(3, 0, 0, 0.9), judged(0, 1, 0.5), judged(0, 1, 0.8), ...many(4, 1, 1, 0.7), judged(1, 0, 0.4)];

  test('make the matrix: rows meant, columns recognized', () => {
    const confusion = confusionOf(casts, 3);
    expect(confusion).toEqual([
      [3, 2, 0],
      [1, 4, 0],
      [0, 0, 0],
    ]);
    expect(correctCounts(confusion)).toEqual({ correct: 7, casts: 10 });
  });
  test('ignore spells beyond the known ones', () => {
    expect(confusionOf([judged(5, 0, 0.9), judged(0, 5, 0.9)], 1)).toEqual([[0]]);
  });
  test('of a cell are listed most confident first', () => {
    expect(castsInCell(casts, 0, 1).map(({ confidence }) => confidence)).toEqual([0.8, 0.5]);
  });
  test('give precision and recall, or null without casts', () => {
    expect(figuresOf(confusionOf(casts, 3))).toEqual([
      { casts: 5, precision: 3 / 4, recall: 3 / 5 },
      { casts: 5, precision: 4 / 6, recall: 4 / 5 },
      { casts: 0, precision: null, recall: null },
    ]);
  });
});

describe('a threshold', () => {
  const casts = [...many(6, 0, 0, 0.9), ...many(2, 0, 0, 0.5), judged(0, 1, 0.6), judged(0, 1, 0.95)];

  test('gives the answer rate and the accuracy, inclusive of the threshold', () => {
    expect(ratesAt(casts, 0.6)).toEqual({ answerRate: 0.8, accuracy: 6 / 8 });
    expect(ratesAt(casts, 0.61)).toEqual({ answerRate: 0.7, accuracy: 6 / 7 });
    expect(ratesAt(casts, 0.99)).toEqual({ answerRate: 0, accuracy: null });
    expect(ratesAt([], 0.5)).toBeUndefined();
  });
  test('is described, with an alternative', () => {
    expect(ratesText({ answerRate: 0.91, accuracy: 0.95 })).toBe('Answers 91% of casts and is right 95% of the time.');
    expect(alternativeText(0.75, { answerRate: 0.8, accuracy: 0.96 })).toBe('At 75% it would be 80% and 96%.');
    expect(ratesText({ answerRate: 0, accuracy: null })).toBe('Never answers: every cast fizzles.');
    expect(alternativeText(0.9, { answerRate: 0, accuracy: null })).toBe('At 90% it would never answer.');
    expect([alternative(0.6, 0.95), alternative(0.9, 0.95)]).toEqual([0.75, 0.75]);
  });
  test('has a falling curve with one point per percent', () => {
    const curve = rateCurve(casts, 0.2, 0.95);
    expect(curve).toHaveLength(76);
    expect([curve[0]?.threshold, curve.at(-1)?.threshold]).toEqual([0.2, 0.95]);
    curve.forEach(({ answerRate }, i) => {
      expect(answerRate).toBeLessThanOrEqual(curve[i - 1]?.answerRate ?? 1);
    });
  });
  test('rejects non-spells; the rate is undefined if none was tested', () => {
    expect(rejectionRate([0.2, 0.5, 0.7, 0.9], 0.7)).toBe(0.5);
    expect(rejectionRate([], 0.7)).toBeUndefined();
  });
});

describe('calibration', () => {
  test('has no error at 80% confidence and 8 of 10 right', () => {
    const bins = calibrationBins([...many(8, 0, 0, 0.8), ...many(2, 0, 1, 0.8)]);
    expect(bins).toEqual([{ casts: 10, confidence: expect.closeTo(0.8) as number, accuracy: 0.8 }]);
    expect(calibrationErrorOf(bins)).toBeCloseTo(0);
    expect(calibrationText(bins)).toBe('Its confidence matches its accuracy within 1 point.');
  });
  test('distinguishes overconfident and underconfident models', () => {
    const overconfident = calibrationBins([...many(5, 0, 0, 0.95), ...many(5, 0, 1, 0.95)]);
    expect(calibrationErrorOf(overconfident)).toBeCloseTo(0.45);
    expect(calibrationText(overconfident)).toMatch(/^It is overconfident by 45 points/);
    expect(calibrationText(calibrationBins(many(10, 0, 0, 0.55)))).toMatch(/^It is underconfident/);
    expect(calibrationText([])).toMatch(/^It was not tested on new people/);
  });
  test('puts full confidence into the last bin', () => {
    expect(calibrationBins([judged(0, 0, 1)])).toEqual([{ casts: 1, confidence: 1, accuracy: 1 }]);
  });
});

describe('the table of models', () => {
  const book = [spell('Ember'), spell('Tide')];
  test('has rows for the baselines of the selected model, with ranges over the same casts', () => {
    const chosen = summary(2, { baselines: { nearest: 0.8, cnn2018: null } });
    const rows = [...rowsOf([chosen, summary(1)], book), ...baselineRows(chosen)];
    expect(rows.map(({ name }) => name)).toEqual(['v2', 'v1', 'Nearest neighbor']);
    expect(rows[0]?.range).toEqual(wilson(36, 40));
    expect(rows[2]?.range).toEqual(wilson(32, 40));
    expect(scaleStart(rows)).toBe(0.5);
    expect(baselineRows(undefined)).toEqual([]);
  });
  test('has no range for an untested model', () => {
    const [row] = rowsOf([summary(1, { accuracy: null, confusion: null })], book);
    expect(row).toMatchObject({ accuracy: null, range: undefined });
  });
  test('starts its scale below the lowest range', () => {
    const poor = summary(1, { accuracy: 0.3, confusion: [[3, 7]] });
    expect(scaleStart(rowsOf([poor], book))).toBe(0.1);
  });
  test('names the weakest tested spell, or its id if it is unknown', () => {
    const scores = [
      { spell: spell('Ember').id, precision: 1, recall: 0.9 },
      { spell: spell('Lost').id, precision: 1, recall: 0.7 },
      { spell: spell('Tide').id, precision: null, recall: null },
    ];
    expect(weakestText({ perSpell: scores }, book)).toBe('weakest: lost 70%');
    expect(weakestText({ perSpell: [] }, book)).toBeNull();
  });
  test('never rolls back to a version that was not active before, such as an imported one', () => {
    const models = [summary(3), summary(2, { activatedAt: null, origin: 'file' }), summary(1)];
    expect(rollbackOf(models, 'model-3')).toBe('model-1');
    expect(rollbackOf([summary(2), summary(1, { activatedAt: null })], 'model-2')).toBeUndefined();
  });
  test('rolls back to the version before the active one', () => {
    const models = [summary(3), summary(2), summary(1)];
    expect(rollbackOf(models, 'model-3')).toBe('model-2');
    expect(rollbackOf(models, 'model-1')).toBeUndefined();
    expect(rollbackOf(models, undefined)).toBeUndefined();
  });
  test('shows the day of earlier times', () => {
    const noon = new Date(2026, 4, 3, 12, 5).getTime();
    expect(texts().format.clockTime(noon, noon + 60_000)).toBe('12:05');
    expect(texts().format.clockTime(noon, noon + 86_400_000)).toBe('3 May, 12:05');
  });
});

describe('texts of the models screen', () => {
  test('say how a training ended', () => {
    expect(endText(end(), 3)).toBeNull();
    expect(endText(end({ outcome: 'canceled' }), 3)).toBe('Stopped. v3 is still awake.');
    const failure = { code: 'training-needs-data', message: 'Nothing to learn from yet.', mayRetry: false } as const;
    expect(endText(end({ outcome: 'failed', failure }), undefined)).toBe(
      'Nothing to learn from yet. No model is awake.',
    );
  });
  test('say why a training runs, and on what data', () => {
    expect(reasonText(progress({ casts: 40, people: 4 }))).toBe('The training you started, 40 casts of 4 people');
    expect(reasonText(progress({ casts: 1, people: 1, origin: 'room' }))).toBe(
      'From the room’s own casts, 1 cast of 1 person',
    );
    expect(reasonText(progress({ casts: 0, people: 0, origin: 'glyphs' }))).toBe('A glyph was drawn');
    expect(reasonText(progress())).toBe('The training you started');
  });

  test('show the remaining time', () => {
    expect([null, 0.4, 7.2, 33, 89, 200].map(leftText)).toEqual([
      '',
      'a few seconds left',
      'about 7 s left',
      'about 35 s left',
      'about 90 s left',
      'about 3 min left',
    ]);
  });
  test('say what a spell still needs', () => {
    const tide = spell('Tide', 'tide', 'M0 0L9 9');
    expect(needsText({ casts: 1, people: 1 }, tide)).toBe('Tide needs 4 more casts from 2 more people.');
    expect(needsText({ casts: 4, people: 3 }, tide)).toBe('Tide needs 1 more cast.');
    expect(needsText({ casts: 0, people: 0 }, tide)).toBe('Tide already works. 3 teachers would make it better.');
    expect(needsText({ casts: 5, people: 3 }, tide)).toBe('');
  });
  test('show one bar per person, up to the maximum', () => {
    expect(barsOf(3, 5)).toEqual({ full: 3, all: 12 });
    expect(barsOf(90, 90)).toEqual({ full: MAX_BARS, all: MAX_BARS });
  });
  test('describe a drawer of casts', () => {
    expect(drawerTitle('Tide', 'Gale', 1)).toBe('Tide recognized as Gale, 1 cast');
    expect(drawerTitle('Tide', 'Tide', 41)).toBe('Tide recognized correctly, 41 casts');
    expect(pageOf([1, 2, 3, 4, 5], 1, 2)).toEqual([3, 4]);
    expect(pageOf([1, 2, 3], 1, 2)).toEqual([3]);
    expect(sketchPath([1, 2, 3, 4])).toBe('M1 2L3 4');
    expect(sketchPath([])).toBe('');
    expect(castTimeText(new Date(2026, 1, 1, 20, 41, 7).getTime(), 1900)).toBe('20:41:07, 1.9 s');
  });
});
