import type { ModelInfo, SpellId, TestSource } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { shouldActivate } from '../../../../apps/api/src/training/promotion-policy.js';

const spells = ['ember', 'tide'];
const card = (accuracy: number | null, known = spells) => ({ spells: known, metrics: { accuracy } });
const active = (accuracy: number | null): ModelInfo => ({
  ...{ id: 'active', version: 1, kind: 'cnn', threshold: 0.5, trainedOn: '' },
  ...{ spells: spells as SpellId[], accuracy },
});
const byHand = { origin: 'taught', kind: 'auto' } as const;

describe('a model trained by a moderator', () => {
  test('is activated if it is at least as accurate on held-out people', () => {
    expect(shouldActivate(card(0.9), active(0.9), byHand, false, spells)).toBe(true);
    expect(shouldActivate(card(0.89), active(0.9), byHand, false, spells)).toBe(false);
    expect(shouldActivate(card(0.5), active(null), byHand, false, spells)).toBe(true);
    expect(shouldActivate(card(0.5), null, byHand, false, spells)).toBe(true);
  });

  test('is activated at any accuracy if its kind was chosen explicitly', () => {
    expect(shouldActivate(card(0.2), active(0.9), { origin: 'taught', kind: 'cnn2018' }, false, spells)).toBe(true);
  });

  test('is activated if the active model has other spells', () => {
    expect(shouldActivate(card(0.5, [...spells, 'gale']), active(0.9), byHand, false, spells)).toBe(true);
    expect(shouldActivate(card(0.5, ['tide', 'ember']), active(0.9), byHand, false, spells)).toBe(false); // in any order
  });

  test('does not replace a model with known accuracy while it is a first model', () => {
    expect(shouldActivate(card(null), active(0.9), byHand, true, spells)).toBe(false);
    expect(shouldActivate(card(null), active(null), byHand, true, spells)).toBe(true);
  });
});

test('a model for a new glyph is always activated', () => {
  expect(shouldActivate(card(null), active(0.9), { origin: 'glyphs', kind: 'auto' }, true, spells)).toBe(true);
});

test('a retraining on the room’s casts activates no first model and no model of unknown accuracy over a measured one', () => {
  const room = { origin: 'room', kind: 'auto' } as const;
  expect(shouldActivate(card(null), active(null), room, true, spells)).toBe(false);
  expect(shouldActivate(card(null), active(null), room, false, spells)).toBe(true);
  expect(shouldActivate(card(null), active(0.9), room, false, spells)).toBe(false);
});

describe('figures of different tests', () => {
  const friday: TestSource = {
    id: 'friday',
    name: 'Friday',
    at: 0,
    casts: 9,
    tested: 9,
    people: 3,
    peopleInTraining: 0,
  };
  const onFriday = (accuracy: number) => ({ ...card(accuracy), testedOn: friday });

  test('are not compared: the final model of a moderator is activated, a first one and one of the room are not', () => {
    expect(shouldActivate(onFriday(0.5), active(0.9), byHand, false, spells)).toBe(true);
    expect(shouldActivate(card(0.5), { ...active(0.9), testedOn: friday }, byHand, false, spells)).toBe(true);
    expect(shouldActivate(onFriday(0.99), active(0.9), byHand, true, spells)).toBe(false);
    const room = { origin: 'room', kind: 'auto' } as const;
    expect(shouldActivate(card(0.99), { ...active(0.9), testedOn: friday }, room, false, spells)).toBe(false);
  });

  test('of the same dataset are compared', () => {
    const before = { ...active(0.9), testedOn: { ...friday } };
    expect(shouldActivate(onFriday(0.9), before, byHand, false, spells)).toBe(true);
    expect(shouldActivate(onFriday(0.89), before, byHand, false, spells)).toBe(false);
  });
});

test('a retraining on the room’s casts does not make the room forget a spell of its book', () => {
  const room = { origin: 'room', kind: 'auto' } as const;
  expect(shouldActivate(card(0.99, ['ember']), active(0.9), room, false, spells)).toBe(false);
  expect(shouldActivate(card(0.99, ['ember']), active(0.9), room, true, spells)).toBe(false);
  expect(shouldActivate(card(0.99, ['ember']), active(0.9), room, false, ['ember'])).toBe(true); // removed from the book
  expect(shouldActivate(card(0.99, ['ember']), active(0.9), byHand, false, spells)).toBe(true); // somebody asked for it
});
