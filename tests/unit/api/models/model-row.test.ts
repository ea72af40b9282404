import type { ModelCard } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { accuracyOnNewPeople, modelSummary, type ModelRow } from '../../../../apps/api/src/models/model-row.js';

const metrics = {
  ...{ accuracy: 0.75, ece: 0.1, accuracyOnOwnPeople: null },
  worstUser: { user: 'p1', accuracy: 0.5 },
  confusion: [
    [3, 1],
    [0, 0],
  ],
};
function row(casts: number, threshold: number | null = null): ModelRow {
  const trainedOn = { casts, people: 2, simulatedCasts: 9, unlabelledCasts: 0, fingerprint: 'f', description: 'd' };
  const card = { spells: ['ember', 'tide'], threshold: 0.4, seconds: 3, trainedOn, metrics } as unknown as ModelCard;
  const rest = { note: 'quick hands', activatedAt: null, activatedInId: null, createdAt: new Date(5) };
  return { id: 'a', version: 2, kind: 'cnn', origin: 'taught', card, threshold, baselines: null, ...rest };
}

test('a spell without test casts has no recall', () => {
  const { perSpell, worst } = modelSummary(row(4), new Map([['p1', 'Quiet Otter']]));
  expect(perSpell).toEqual([
    { spell: 'ember', precision: 1, recall: 0.75 },
    { spell: 'tide', precision: 0, recall: null },
  ]);
  expect(worst).toEqual({ nickname: 'Quiet Otter', accuracy: 0.5 });
});

test('metrics on simulated people are not shown', () => {
  expect(modelSummary(row(0), new Map())).toMatchObject({ accuracy: null, ece: null, worst: null, confusion: null });
});

test('a threshold set by a moderator wins, even if it is 0', () => {
  expect([row(4), row(4, 0), row(4, 0.9)].map((stored) => modelSummary(stored, new Map()).threshold)).toEqual([
    0.4, 0, 0.9,
  ]);
});

describe('a model tested on a dataset', () => {
  const dataset = { id: 'friday', name: 'Friday', at: 1, casts: 9, tested: 8, people: 3 };
  const tested = (casts: number, peopleInTraining: number): ModelRow => {
    const { card, ...rest } = row(casts);
    return { ...rest, card: { ...card, testedOn: { ...dataset, peopleInTraining } } };
  };

  test('names it, and is measured even if it learned from simulated casts only', () => {
    expect(modelSummary(row(4), new Map()).testedOn).toBeNull();
    const summary = modelSummary(tested(0, 0), new Map());
    expect(summary).toMatchObject({ testedOn: { name: 'Friday', tested: 8 }, accuracy: 0.75 });
  });

  test('has an accuracy on new people only if the model learned from none of them', () => {
    expect([row(4), tested(4, 0), tested(4, 1), row(0)].map(({ card }) => accuracyOnNewPeople(card))).toEqual([
      ...[0.75, 0.75, null, null],
    ]);
  });
});
