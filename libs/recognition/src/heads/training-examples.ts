import {
  augment,
  movementOf,
  reversed,
  shuffled,
  simulateScribbles,
  turnedAside,
  type AugmentRanges,
  type Movement,
  type Random,
} from '@wandcast/gesture';
import type { Lessons } from '../recognizer/recognizer.js';

/** One training row: a movement with its class, person and weight. */
export interface Example {
  readonly movement: Movement;
  /** Index of the spell; the number of spells for negatives. */
  readonly spell: number;
  readonly user: string;
  readonly weight: number;
  /** Index of the recorded cast it is or derives from; undefined for weakly labeled casts. */
  readonly cast: number | undefined;
  readonly made: 'recorded' | 'copy' | 'likely' | 'reversed' | 'turned' | 'scribbled';
  /** Spell of the cast that a negative derives from. */
  readonly source?: number;
}

/** Share of negatives that are reversed casts; the others are rotated sideways. */
const REVERSED = 0.8;

/** How casts are augmented. */
export interface Variation {
  /** Augmented copies per cast. */
  readonly copies: number;
  /** Fewest and most rows in total: they raise or lower the number of copies. */
  readonly rows: readonly [number, number];
  readonly ranges: AugmentRanges;
}

/**
 * Indexes of the casts to copy, repeated once per copy. Spells with weakly labeled casts are skipped: those already
 * vary.
 */
export function castsToVary({ casts, likely }: Lessons, { copies, rows: [fewest, most] }: Variation): number[] {
  const varied = new Set(likely.map(({ label }) => label));
  const bare = casts.flatMap(({ label }, i) => (varied.has(label) ? [] : [i]));
  const rows = Math.min(most, Math.max(fewest, (1 + copies) * casts.length));
  const times = Math.floor((rows - casts.length - likely.length) / Math.max(1, bare.length));
  return Array.from({ length: Math.max(0, times) }, () => bare).flat();
}

/** Recorded casts, then their augmented copies, then weakly labeled casts. */
export function examplesOf(
  lessons: Lessons,
  spells: readonly string[],
  variation: Variation,
  random: Random,
): Example[] {
  const { casts, likely } = lessons;
  const recorded = casts.map(({ signal, label, user }, cast): Example => ({
    movement: movementOf(signal),
    spell: spells.indexOf(label),
    user,
    weight: 1,
    cast,
    made: 'recorded',
  }));
  const copies = castsToVary(lessons, variation).flatMap((cast): Example[] => {
    const one = recorded[cast];
    return one ? [{ ...one, movement: augment(one.movement, variation.ranges, random), made: 'copy' }] : [];
  });
  const others = likely.map(({ signal, label, user, weight }): Example => ({
    movement: movementOf(signal),
    spell: spells.indexOf(label),
    user,
    weight,
    cast: undefined,
    made: 'likely',
  }));
  return [...recorded, ...copies, ...others];
}

/** Negatives derived from casts: reversed ones, and ones rotated sideways. */
export function strangersOf(taught: readonly Example[], none: number, most: number, random: Random): Example[] {
  const sources = shuffled(originalsOf(taught), random);
  const reverses = Math.round(REVERSED * most);
  const stranger = (one: Example, made: 'reversed' | 'turned', movement: Movement): Example => ({
    ...one,
    made,
    movement,
    spell: none,
    source: one.spell,
  });
  return [
    ...sources.slice(0, reverses).map((one) => stranger(one, 'reversed', reversed(one.movement))),
    ...sources.slice(0, most - reverses).map((one) => stranger(one, 'turned', turnedAside(one.movement, random))),
  ];
}

/** Negatives from random scribbles of simulated people, at most as many as there are originals. */
export function scribblesOf(taught: readonly Example[], none: number, most: number, random: Random): Example[] {
  const count = Math.min(most, originalsOf(taught).length);
  return simulateScribbles(count, random).map((signal, i) => ({
    movement: movementOf(signal),
    spell: none,
    user: `scribbler ${i + 1}`,
    weight: 1,
    cast: undefined,
    made: 'scribbled',
  }));
}

/** Recorded casts; weakly labeled ones if there are none. */
function originalsOf(taught: readonly Example[]): readonly Example[] {
  const recorded = taught.filter(({ made }) => made === 'recorded');
  return recorded.length > 0 ? recorded : taught;
}

/**
 * Groups to hold out together: a person with everything derived from their casts or, with too few people, a cast with
 * its copies.
 */
export function groupsOf(examples: readonly Example[], byPeople: boolean): string[] {
  return examples.map(({ user, cast }) => (byPeople || cast === undefined ? user : `cast ${cast}`));
}
