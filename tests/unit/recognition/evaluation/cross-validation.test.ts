import { stratifiedFolds, foldsByUser, leaveOneUserOut, usersOf } from '@wandcast/recognition';
import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { wandering } from '../fixtures/random-signals.js';

const signal = wandering(1);
const casts = ['ada', 'bo', 'cy', 'di', 'ed'].flatMap((user) =>
  ['tide', 'ember', 'gale'].flatMap((label) => [1, 2].map(() => ({ user, label, signal }))),
);

describe('held-out people', () => {
  test('each person is held out once', () => {
    const folds = leaveOneUserOut(casts);
    expect(folds.map(({ name }) => name)).toEqual(usersOf(casts));
    for (const { name, train, test } of folds) {
      expect(usersOf(test)).toEqual([name]);
      expect(usersOf(train)).not.toContain(name);
    }
  });

  test('no person is on both sides of a fold, and each is held out once', () => {
    const folds = foldsByUser(casts, 3, seeded(1));
    for (const { train, test } of folds) {
      expect(usersOf(train).filter((user) => usersOf(test).includes(user))).toEqual([]);
      expect(train.length + test.length).toBe(casts.length);
    }
    expect(folds.flatMap(({ test }) => usersOf(test)).sort()).toEqual(usersOf(casts));
  });

  test('the same seed holds out the same people', () => {
    const held = (seed: number) => foldsByUser(casts, 3, seeded(seed)).map(({ test }) => usersOf(test));
    expect(held(4)).toEqual(held(4));
  });
});

test('stratified folds hold out every cast once, with equal shares of every spell', () => {
  const folds = stratifiedFolds(casts, 5, seeded(1));
  expect(new Set(folds.flatMap(({ test }) => test)).size).toBe(casts.length);
  for (const { test } of folds)
    for (const label of ['tide', 'ember', 'gale']) expect(test.filter((cast) => cast.label === label)).toHaveLength(2);
});
