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

/** An example: one movement and what is known of it. */
export interface Example {
  readonly movement: Movement;
  /** Index of the spell; the number of spells for a movement that is none. */
  readonly spell: number;
  readonly user: string;
  readonly weight: number;
  /** Which of the lessons' casts it is, or is made from; undefined for casts that are only likely. */
  readonly cast: number | undefined;
  readonly made: 'recorded' | 'copy' | 'likely' | 'reversed' | 'turned' | 'scribbled';
  /** Of a stranger that is made from a cast: of which spell. */
  readonly source?: number;
}

/** Share of the strangers that are casts run backwards; the others are turned aside. */
const REVERSED = 0.8;

/** How casts are varied. */
export interface Variation {
  /** Varied copies of each cast ... */
  readonly copies: number;
  /** ... more where fewer rows than the first come of it, fewer where more than the second. */
  readonly rows: readonly [number, number];
  readonly ranges: AugmentRanges;
}

/** Which casts to make varied copies of, each as often as it is named here; not those whose spell simulated casts vary. */
export function castsToVary({ casts, likely }: Lessons, { copies, rows: [fewest, most] }: Variation): number[] {
  const varied = new Set(likely.map(({ label }) => label));
  const bare = casts.flatMap(({ label }, i) => (varied.has(label) ? [] : [i]));
  const rows = Math.min(most, Math.max(fewest, (1 + copies) * casts.length));
  const times = Math.floor((rows - casts.length - likely.length) / Math.max(1, bare.length));
  return Array.from({ length: Math.max(0, times) }, () => bare).flat();
}

/** Recorded casts, then their varied copies, then those whose label is only likely. */
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

/** Movements that are none of the spells: casts run backwards, and casts turned aside. */
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

/** Movements that are none of the spells: drawings at random by simulated people, no more of them than casts to learn from. */
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

/** What was recorded; where nothing was, what is likely. */
function originalsOf(taught: readonly Example[]): readonly Example[] {
  const recorded = taught.filter(({ made }) => made === 'recorded');
  return recorded.length > 0 ? recorded : taught;
}

/** Who is left out together: a person with all that is made of their casts; with too few people, a cast with its copies. */
export function groupsOf(examples: readonly Example[], byPeople: boolean): string[] {
  return examples.map(({ user, cast }) => (byPeople || cast === undefined ? user : `cast ${cast}`));
}
