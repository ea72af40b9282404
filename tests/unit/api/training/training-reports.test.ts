import type { CastId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { firstProgress } from '../../../../apps/api/src/training/training-job.js';
import { comparisonOf, progressOf, reportOf } from '../../../../apps/api/src/training/training-reports.js';

const begun = firstProgress({
  id: 'a',
  eventId: 'b',
  origin: 'taught',
  kind: 'auto',
  datasetId: null,
  testDatasetId: null,
  isRunning: true,
});
test('the report has the learning curve of the head if no network was trained', () => {
  const head = { at: 1, learnt: null, heldOut: 0.95 };
  const grown = [30, 300].map((casts) => ({ at: 2, casts, learnt: 1, heldOut: casts / 400 }));
  const net = [{ at: 3, learnt: 0.9, heldOut: 0.8 }];
  expect(reportOf({ predictions: [], negatives: [], copies: [], curve: [head, ...grown] }, []).curve).toEqual(grown);
  expect(reportOf({ predictions: [], negatives: [], copies: [], curve: [...grown, ...net] }, []).curve).toEqual(net);
});

const left = { seconds: 3, stepSeconds: 1.4 };
const curve = Array.from({ length: 1_000 }, (_, i) => ({ at: i / 3, learnt: i / 1_000, heldOut: null }));
const progress = { stage: 'training', done: 1, loss: 0.123456, accuracy: 2 / 3, left, curve } as const;

test('progress with a long curve fits into a notification between nodes and keeps the last point', () => {
  const sent = progressOf(begun, progress, false);
  expect(JSON.stringify(sent).length).toBeLessThan(7_000);
  expect(sent.curve.at(-1)).toEqual({ at: 333, learnt: 0.999, heldOut: null });
  expect(sent).toMatchObject({ id: 'a', origin: 'taught', done: 1, loss: 0.123, accuracy: 0.667, secondsLeft: 4 });
});

test('a training followed by a comparison is not done when its model is', () => {
  expect(progressOf(begun, progress, true).done).toBeLessThan(1);
});

test('the comparison with the baselines has its own time left and does not go back', () => {
  const trained = progressOf(begun, progress, true);
  const compared = comparisonOf(trained, { done: 0.5, left: { seconds: 20, stepSeconds: 1 } });
  expect(compared).toMatchObject({ stage: 'comparing', secondsLeft: 21 });
  expect(compared.done).toBeGreaterThan(trained.done);
  expect(comparisonOf(compared, { done: 0, left }).done).toBe(compared.done);
});

test('progress does not decrease when the next recognizer starts', () => {
  const half = progressOf(begun, { ...progress, done: 0.5 }, false);
  expect(progressOf(half, { ...progress, done: 0.4 }, false).done).toBe(0.5);
});

test('accuracy is that of the fitted recognizer while another is being trained', () => {
  const head = { at: 1, learnt: null, heldOut: 0.95 };
  const learning = { at: 2, learnt: 0.1, heldOut: 0.1 };
  const accuracy = (points: (typeof head | typeof learning)[]): number | null =>
    progressOf(begun, { ...progress, curve: points, accuracy: points.at(-1)?.heldOut ?? null }, false).accuracy;
  expect(accuracy([])).toBeNull();
  expect(accuracy([learning])).toBe(0.1);
  expect(accuracy([head, learning])).toBe(0.95);
});

test('the curve is that of the network if one is trained', () => {
  const head = { at: 1, learnt: null, heldOut: 0.95 };
  const net = [
    { at: 2, learnt: 0.1, heldOut: 0.1 },
    { at: 3, learnt: 0.9, heldOut: 0.8 },
  ];
  expect(progressOf(begun, { ...progress, curve: [head, ...net] }, false).curve).toEqual(net);
  expect(progressOf(begun, { ...progress, curve: [head] }, false).curve).toEqual([head]);
  expect(reportOf({ predictions: [], negatives: [], copies: [], curve: [head, ...net] }, []).curve).toEqual(net);
});

test('a report contains the ids of the judged casts', () => {
  const predictions = [
    { cast: 1, meant: 0, recognized: 1, confidence: 0.98765 },
    { cast: 7, meant: 0, recognized: 1, confidence: 0.5 },
  ];
  const report = reportOf({ predictions, negatives: [0.33333], curve: [], copies: [0, 1] }, ['x', 'y'] as CastId[]);
  expect(report).toEqual({
    judged: [{ castId: 'y', meant: 0, recognized: 1, confidence: 0.988 }],
    copies: ['y'], // only those that were tested
    negatives: [0.333],
    curve: [],
  });
});
