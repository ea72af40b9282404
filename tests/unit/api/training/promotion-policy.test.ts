import type { ModelInfo, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { shouldWake } from '../../../../apps/api/src/training/promotion-policy.js';

const spells = ['ember', 'tide'];
const card = (accuracy: number | null, known = spells) => ({ spells: known, metrics: { accuracy } });
const live = (accuracy: number | null): ModelInfo => ({
  ...{ id: 'live', version: 1, kind: 'cnn', threshold: 0.5, trainedOn: '' },
  ...{ spells: spells as SpellId[], accuracy },
});
const byHand = { origin: 'taught', kind: 'auto' } as const;

describe('a model a moderator trained', () => {
  test('is awake where it does no worse on people it has not met', () => {
    expect(shouldWake(card(0.9), live(0.9), byHand, false)).toBe(true);
    expect(shouldWake(card(0.89), live(0.9), byHand, false)).toBe(false);
    expect(shouldWake(card(0.5), live(null), byHand, false)).toBe(true);
    expect(shouldWake(card(0.5), null, byHand, false)).toBe(true);
  });

  test('is awake however well it does where its kind was asked for', () => {
    expect(shouldWake(card(0.2), live(0.9), { origin: 'taught', kind: 'cnn2018' }, false)).toBe(true);
  });

  test('is awake where the one before does not know the same spells', () => {
    expect(shouldWake(card(0.5, [...spells, 'gale']), live(0.9), byHand, false)).toBe(true);
    expect(shouldWake(card(0.5, ['tide', 'ember']), live(0.9), byHand, false)).toBe(false); // in whatever order
  });

  test('leaves one that was measured alone while it is a first guess', () => {
    expect(shouldWake(card(null), live(0.9), byHand, true)).toBe(false);
    expect(shouldWake(card(null), live(null), byHand, true)).toBe(true);
  });
});

test('a glyph is castable at once, whatever was measured', () => {
  expect(shouldWake(card(null), live(0.9), { origin: 'glyphs', kind: 'auto' }, true)).toBe(true);
});

test('the room’s own casts make no first model, and no worse one', () => {
  const room = { origin: 'room', kind: 'auto' } as const;
  expect(shouldWake(card(null), live(null), room, true)).toBe(false);
  expect(shouldWake(card(null), live(null), room, false)).toBe(true);
  expect(shouldWake(card(null), live(0.9), room, false)).toBe(false);
});
