import type { CastId, JudgedCast, ModelReport, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { compareVersions, type Version } from '../../../../../apps/web/src/console/models/metrics/comparison';
import { flatteryOf, peopleOf } from '../../../../../apps/web/src/console/models/metrics/held-out-people';

const cast = (id: string, meant: number, recognized: number, confidence = 0.9): JudgedCast => ({
  castId: id as CastId,
  meant,
  recognized,
  confidence,
});
const version = (n: number, spells: string[], judged: JudgedCast[], personOf: (number | null)[] = []): Version => ({
  model: { id: `model-${n}`, version: n, spells: spells as SpellId[] },
  report: {
    judged,
    people: [
      { nickname: 'Ada', casts: 2 },
      { nickname: 'Bea', casts: 1 },
    ],
    personOf: judged.map((_, i) => personOf[i] ?? null),
  },
});

describe('two versions', () => {
  const old = version(
    1,
    ['ember', 'tide'],
    [cast('a', 0, 0), cast('b', 0, 1, 0.6), cast('c', 1, 1), cast('x', 0, 0)],
    [0, 0, 1],
  );
  const next = version(2, ['tide', 'ember'], [cast('c', 0, 1, 0.7), cast('a', 1, 1), cast('b', 1, 1), cast('y', 0, 0)]);

  test('are compared on the casts that both were tested on, whatever the order of their spells', () => {
    const comparison = compareVersions(old, next);
    expect(comparison?.casts.map(({ castId }) => castId)).toEqual(['a', 'b', 'c']);
    expect(comparison?.accuracy).toEqual([2 / 3, 2 / 3]);
    expect(comparison?.spells).toEqual([
      { spell: 'ember', casts: 2, recall: [1 / 2, 1], precision: [1, 2 / 3] },
      { spell: 'tide', casts: 1, recall: [1, 0], precision: [1 / 2, null] },
    ]);
  });
  test('differ by person, and in the casts that only one got right', () => {
    const comparison = compareVersions(old, next);
    expect(comparison?.people).toEqual([
      { nickname: 'Ada', casts: 2, accuracy: [1 / 2, 1] },
      { nickname: 'Bea', casts: 1, accuracy: [1, 0] },
    ]);
    expect(comparison?.onlyRight.map((casts) => casts.map(({ castId }) => castId))).toEqual([['c'], ['b']]);
  });
  test('do not count casts that were relabeled in between', () => {
    const relabeled = version(2, ['ember', 'tide'], [cast('a', 1, 1), cast('b', 0, 0)]);
    expect(compareVersions(old, relabeled)?.casts.map(({ castId }) => castId)).toEqual(['b']);
  });
  test('cannot be compared without a common cast', () => {
    expect(compareVersions(old, version(2, ['ember', 'tide'], [cast('z', 0, 0)]))).toBeUndefined();
  });
});

describe('the people a model was tested on', () => {
  test('have an accuracy each', () => {
    const { report } = version(1, ['ember', 'tide'], [cast('a', 0, 0), cast('b', 0, 1), cast('c', 1, 1)], [0, 0, 1]);
    expect(peopleOf(report)).toEqual([
      { nickname: 'Ada', casts: 2, accuracy: 0.5 },
      { nickname: 'Bea', casts: 1, accuracy: 1 },
    ]);
  });

  const judged = Array.from({ length: 100 }, (_, i) => cast(`${i}`, 0, i < 90 ? 0 : 1));
  const copies = (count: number): ModelReport['copies'] => judged.slice(0, count).map(({ castId }) => castId);
  test('flatter the accuracy if their casts are copies', () => {
    expect(flatteryOf({ judged, copies: copies(50) })).toEqual({ copies: 50, casts: 100, accuracy: 0.9, without: 0.8 });
    expect(flatteryOf({ judged, copies: copies(100) })?.without).toBeNull();
  });
  test('cause no warning for a coincidence, or if it was never checked', () => {
    expect(flatteryOf({ judged, copies: copies(2) })).toBeUndefined();
    expect(flatteryOf({ judged, copies: null })).toBeUndefined();
  });
});
