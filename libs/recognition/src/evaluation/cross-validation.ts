import { shuffled, type Random } from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/** Casts to learn from, and casts to be judged by that are kept from it. */
export interface Fold<T extends LabeledCast = LabeledCast> {
  readonly name: string;
  readonly train: readonly T[];
  readonly test: readonly T[];
}

/** Fewest people of whom some can be held out: with two, the one that is left says nothing of people in general. */
export const MIN_PEOPLE = 3;

/** Each person in turn is the one nobody has met. */
export function leaveOneUserOut<T extends LabeledCast>(casts: readonly T[]): Fold<T>[] {
  return usersOf(casts).map((name) => ({
    name,
    train: casts.filter(({ user }) => user !== name),
    test: casts.filter(({ user }) => user === name),
  }));
}

/** `k` folds of people: every person is held out once, with others. */
export function foldsOfPeople<T extends LabeledCast>(casts: readonly T[], k: number, random: Random): Fold<T>[] {
  const group = new Map(shuffled(usersOf(casts), random).map((user, i) => [user, i % k]));
  return foldsBy(casts, k, ({ user }) => group.get(user) ?? 0);
}

/** `k` folds of casts, each with its share of every spell: for when there are too few people to hold any out. */
export function foldsOfCasts<T extends LabeledCast>(casts: readonly T[], k: number, random: Random): Fold<T>[] {
  const bySpell = shuffled(casts, random).sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  const group = new Map(bySpell.map((cast, i) => [cast, i % k]));
  return foldsBy(casts, k, (cast) => group.get(cast) ?? 0);
}

function foldsBy<T extends LabeledCast>(casts: readonly T[], k: number, groupOf: (cast: T) => number): Fold<T>[] {
  return Array.from({ length: k }, (_, fold) => ({
    name: `fold ${fold + 1}`,
    train: casts.filter((cast) => groupOf(cast) !== fold),
    test: casts.filter((cast) => groupOf(cast) === fold),
  }));
}

export function usersOf(casts: readonly LabeledCast[]): string[] {
  return [...new Set(casts.map(({ user }) => user))];
}
