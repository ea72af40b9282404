import {
  augment,
  movementOf,
  reversed,
  shuffled,
  rotatedSideways,
  type AugmentRanges,
  type Movement,
  type Random,
} from '@wandcast/gesture';
import type { TrainingData } from '../recognizer/recognizer.js';

/** One training row: a movement with its class, person and weight. */
export interface Example {
  readonly movement: Movement;
  /** Index of the spell; the number of spells for negatives. */
  readonly spell: number;
  readonly user: string;
  readonly weight: number;
  /** Index of the recorded cast it is or derives from; undefined for weakly labeled casts. */
  readonly cast: number | undefined;
  readonly origin: 'recorded' | 'copy' | 'weaklyLabeled' | 'reversed' | 'rotated' | 'scribble' | 'everyday';
  /** Spell of the cast that a negative derives from, or the kind of an everyday movement. */
  readonly source?: number;
}

/** Share of negatives that are reversed casts; the others are rotated sideways. */
const REVERSED = 0.8;

/** How casts are augmented. */
export interface AugmentationPlan {
  /** Augmented copies per cast. */
  readonly copies: number;
  /** Fewest and most rows in total: they raise or lower the number of copies. */
  readonly rows: readonly [number, number];
  readonly ranges: AugmentRanges;
}

/**
 * Most copies of a cast that are made only because other spells have weakly labeled casts, and the factor by which they
 * may exceed the most rows.
 */
const BALANCING_COPIES = 2;
const BALANCING_ROWS = 1.5;

/**
 * Indexes of the casts to copy, repeated once per copy. Spells with weakly labeled casts are skipped: those already
 * vary. If they fill the rows, the casts of the other spells are copied nevertheless, up to as many rows per spell.
 */
export function castsToAugment(
  { casts, weaklyLabeled }: TrainingData,
  { copies, rows: [fewest, most] }: AugmentationPlan,
): number[] {
  const varied = new Set(weaklyLabeled.map(({ label }) => label));
  const unvaried = casts.flatMap(({ label }, i) => (varied.has(label) ? [] : [i]));
  const rows = Math.min(most, Math.max(fewest, (1 + copies) * casts.length));
  const timesWithin = (limit: number): number =>
    Math.floor((limit - casts.length - weaklyLabeled.length) / Math.max(1, unvaried.length));
  const variedRows = casts.length - unvaried.length + weaklyLabeled.length;
  const unvariedSpells = new Set(unvaried.map((i) => casts[i]?.label)).size;
  const toBalance = (variedRows / Math.max(1, varied.size)) * (unvariedSpells / Math.max(1, unvaried.length));
  const balancing = Math.min(BALANCING_COPIES, Math.floor(toBalance) - 1, timesWithin(BALANCING_ROWS * most));
  const times = Math.max(timesWithin(rows), balancing);
  return Array.from({ length: Math.max(0, times) }, () => unvaried).flat();
}

/**
 * Recorded casts, then their augmented copies, then weakly labeled casts.
 * @param reading options of `movementOf`
 */
export function examplesOf(
  data: TrainingData,
  spells: readonly string[],
  variation: AugmentationPlan,
  random: Random,
  reading: Parameters<typeof movementOf>[1] = {},
): Example[] {
  const { casts, weaklyLabeled } = data;
  const recorded = casts.map(({ signal, label, user }, cast): Example => ({
    movement: movementOf(signal, reading),
    spell: spells.indexOf(label),
    user,
    weight: 1,
    cast,
    origin: 'recorded',
  }));
  const copies = castsToAugment(data, variation).flatMap((cast): Example[] => {
    const one = recorded[cast];
    return one ? [{ ...one, movement: augment(one.movement, variation.ranges, random), origin: 'copy' }] : [];
  });
  const others = weaklyLabeled.map(({ signal, label, user, weight }): Example => ({
    movement: movementOf(signal, reading),
    spell: spells.indexOf(label),
    user,
    weight,
    cast: undefined,
    origin: 'weaklyLabeled',
  }));
  return [...recorded, ...copies, ...others];
}

/**
 * Negatives derived from casts: reversed ones, and ones rotated sideways.
 * @param isReversible whether a spell may be drawn backwards
 */
export function negativesOf(
  taught: readonly Example[],
  unknown: number,
  most: number,
  random: Random,
  isReversible: (spell: number) => boolean = () => false,
): Example[] {
  const sources = shuffled(originalsOf(taught), random);
  const directed = sources.filter(({ spell }) => !isReversible(spell));
  const reverses = Math.min(directed.length, Math.round(REVERSED * most));
  const negative = (one: Example, origin: 'reversed' | 'rotated', movement: Movement): Example => ({
    ...one,
    origin,
    movement,
    spell: unknown,
    source: one.spell,
  });
  return [
    ...directed.slice(0, reverses).map((one) => negative(one, 'reversed', reversed(one.movement))),
    ...sources.slice(0, most - reverses).map((one) => negative(one, 'rotated', rotatedSideways(one.movement, random))),
  ];
}

/** Number of examples of {@link negativesOf}. */
export function negativeCount({ casts, weaklyLabeled, reversible }: TrainingData, most: number): number {
  const sources = casts.length > 0 ? casts : weaklyLabeled;
  const directed = sources.filter(({ label }) => reversible?.has(label) !== true).length;
  const reverses = Math.min(directed, Math.round(REVERSED * most));
  return reverses + Math.min(sources.length, most - reverses);
}

/** Recorded casts; weakly labeled ones if there are none. */
export function originalsOf(taught: readonly Example[]): readonly Example[] {
  const recorded = taught.filter(({ origin }) => origin === 'recorded');
  return recorded.length > 0 ? recorded : taught;
}

/**
 * Groups to hold out together: a person with everything derived from their casts or, with too few people, a cast with
 * its copies.
 */
export function groupsOf(examples: readonly Example[], byPeople: boolean): string[] {
  return examples.map(({ user, cast }) => (byPeople || cast === undefined ? user : `cast ${cast}`));
}
