import { shuffled, type Random } from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/** Training casts, and the held-out casts to evaluate on. */
export interface Fold<T extends LabeledCast = LabeledCast> {
  readonly name: string;
  readonly train: readonly T[];
  readonly test: readonly T[];
}

/**
 * Fewest people needed to hold some out: with two, training on the remaining one says nothing about people in general.
 */
export const MIN_PEOPLE = 3;

/** Number of folds for evaluation: every person is held out once, a third of them at a time. */
export const FOLDS = 3;

/** One fold per person: train on all others, test on that person. */
export function leaveOneUserOut<T extends LabeledCast>(casts: readonly T[]): Fold<T>[] {
  return usersOf(casts).map((name) => ({
    name,
    train: casts.filter(({ user }) => user !== name),
    test: casts.filter(({ user }) => user === name),
  }));
}

/** `k` folds by person: everyone is held out exactly once, together with others. */
export function foldsByUser<T extends LabeledCast>(casts: readonly T[], k: number, random: Random): Fold<T>[] {
  const group = new Map(shuffled(usersOf(casts), random).map((user, i) => [user, i % k]));
  return foldsBy(casts, k, ({ user }) => group.get(user) ?? 0);
}

/** `k` folds of casts, stratified by spell: used if there are too few people to hold any out. */
export function stratifiedFolds<T extends LabeledCast>(casts: readonly T[], k: number, random: Random): Fold<T>[] {
  const places = new Map([...new Set(casts.map(({ label }) => label))].map((label, i) => [label, i]));
  const placeOf = ({ label }: T): number => places.get(label) ?? 0;
  const bySpell = shuffled(casts, random).sort((a, b) => placeOf(a) - placeOf(b));
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

/** Distinct users, in order of first appearance. */
export function usersOf(casts: readonly LabeledCast[]): string[] {
  return [...new Set(casts.map(({ user }) => user))];
}
