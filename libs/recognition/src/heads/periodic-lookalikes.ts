import { everydayKinds, type EverydayKind } from '@wandcast/gesture';
import type { FeatureTable } from '../features/feature-table.js';
import type { Example } from './training-examples.js';

/**
 * A negative is left out if it is as close to a cast as this share of the casts of the spell are to those of other
 * people. With .75 every fourth cast of somebody new is as far away as negatives that are kept, and many fizzle.
 */
const CLOSE = 0.95;

/** Everyday movements that somebody could mean as a spell. The others are negatives however close they are. */
const LIKE_SPELLS: readonly EverydayKind[] = ['shake', 'wave', 'stir'];

/**
 * Drops negatives that look like a periodic spell: a simulated shake may be the very shake that is a spell, and one
 * backwards is the same shake. Scribbles, walks, falls and other movements that nobody casts are kept.
 * @param rows of negatives
 * @param periodic indexes of periodic spells; without any, all negatives are kept
 */
export function withoutPeriodicLookalikes(
  rows: readonly number[],
  examples: readonly Example[],
  tables: readonly FeatureTable[],
  periodic: ReadonlySet<number>,
): readonly number[] {
  const squares = squaredDistances(tables);
  const areas = [...periodic].map((spell) => {
    const casts = examples.flatMap((one, row) => (one.spell === spell && one.origin === 'recorded' ? [row] : []));
    const people = new Set(casts.map((row) => examples[row]?.user));
    const nearest = (row: number): number =>
      Math.min(
        ...casts.map((cast) => (isOther(examples[row], examples[cast], people.size) ? squares(row, cast) : Infinity)),
      );
    const own = casts.map(nearest).filter(Number.isFinite).sort((a, b) => a - b); // prettier-ignore
    return { nearest, radius: own[Math.floor(CLOSE * own.length)] ?? 0 };
  });
  return rows.filter((row) => !mayBeCast(examples[row]) || areas.every(({ nearest, radius }) => nearest(row) > radius));
}

function mayBeCast(negative: Example | undefined): boolean {
  if (negative?.origin === 'scribble') return false;
  const kind = negative?.origin === 'everyday' ? everydayKinds[negative.source ?? -1] : undefined;
  return kind === undefined || LIKE_SPELLS.includes(kind);
}

/** A cast says little about another one of the same person, unless nobody else cast the spell, and nothing about itself. */
function isOther(one: Example | undefined, other: Example | undefined, people: number): boolean {
  return one?.user !== other?.user || (people === 1 && one?.cast !== other?.cast);
}

/** Squared distance of two rows in the features of all tables. */
function squaredDistances(tables: readonly FeatureTable[]): (a: number, b: number) => number {
  return (a, b) =>
    tables.reduce(
      (sum, { gram, rows }) =>
        sum + (gram[a * rows + a] ?? 0) + (gram[b * rows + b] ?? 0) - 2 * (gram[a * rows + b] ?? 0),
      0,
    );
}
