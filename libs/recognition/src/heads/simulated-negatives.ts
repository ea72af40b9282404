import {
  EVERYDAY,
  everydayKinds,
  movementOf,
  reportsGravity,
  simulateEveryday,
  simulateScribble,
  type EverydayKind,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import { gravityLike } from '../recognizer/gravity-share.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { TrainingData } from '../recognizer/recognizer.js';
import { originalsOf, type Example } from './training-examples.js';

/** The order of everyday movements: every kind, then again those that resemble spells most. */
export const EVERYDAY_ROUND: readonly EverydayKind[] = [
  ...everydayKinds,
  ...(['scrawl', 'walk', 'pocket', 'scrawl', 'stir', 'scrawl'] as const),
];

/** Most negatives of each origin; there are never more than casts. */
export interface SimulatedNegatives {
  /** Random drawings by simulated people. */
  readonly scribbles: number;
  /**
   * Phones that are shaken, carried, dropped ({@link EVERYDAY_ROUND}). None if no recorded cast has gravity: without
   * gravity their axes would reveal the random hold.
   */
  readonly everyday: number;
}

/**
 * Movements that match no spell, by simulated people.
 * @param unknown number of spells
 * @param casts the recorded ones: simulated phones report gravity as often as theirs
 * @param reading options of `movementOf`
 */
export function simulatedNegativesOf(
  taught: readonly Example[],
  unknown: number,
  most: SimulatedNegatives,
  casts: readonly LabeledCast[],
  random: Random,
  reading: Parameters<typeof movementOf>[1] = {},
): Example[] {
  const originals = originalsOf(taught).length;
  const gravity = gravityLike(casts);
  const negative = (signal: Signal, user: string): Omit<Example, 'origin'> => ({
    movement: movementOf(signal, reading),
    spell: unknown,
    user,
    weight: 1,
    cast: undefined,
  });
  const scribbles = Array.from({ length: Math.min(most.scribbles, originals) }, (_, i): Example => {
    const signal = simulateScribble(random, { gravity: gravity(i) });
    return { ...negative(signal, `scribbler ${i + 1}`), origin: 'scribble' };
  });
  const everyday = Array.from({ length: everydayCount(casts, most, originals) }, (_, i): Example => {
    const kind = EVERYDAY_ROUND[i % EVERYDAY_ROUND.length] ?? 'shake';
    const signal = simulateEveryday(kind, EVERYDAY, random);
    return { ...negative(signal, `carrier ${i + 1}`), origin: 'everyday', source: everydayKinds.indexOf(kind) };
  });
  return [...scribbles, ...everyday];
}

/** Number of examples of {@link simulatedNegativesOf}. */
export function simulatedNegativeCount({ casts, weaklyLabeled }: TrainingData, most: SimulatedNegatives): number {
  const originals = casts.length > 0 ? casts.length : weaklyLabeled.length;
  return Math.min(most.scribbles, originals) + everydayCount(casts, most, originals);
}

function everydayCount(casts: readonly LabeledCast[], { everyday }: SimulatedNegatives, originals: number): number {
  const isLevel = casts.length === 0 || casts.some(({ signal }) => reportsGravity(signal));
  return isLevel ? Math.min(everyday, originals) : 0;
}
