import {
  EVERYDAY,
  everydayKinds,
  movementOf,
  reportsGravity,
  simulateEveryday,
  simulateScribble,
  withoutGravity,
  type EverydayKind,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import { gravityLike } from '../recognizer/gravity-share.js';
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
   * Phones that are shaken, carried, dropped ({@link EVERYDAY_ROUND}). None if no recorded cast has gravity, unless wands
   * listen all the time: a press is held like the casts, but without gravity the axes would reveal the random hold.
   */
  readonly everyday: number;
}

/**
 * Movements that match no spell, by simulated people.
 * @param unknown number of spells
 * @param data the recorded casts: simulated phones report gravity as often as theirs
 * @param reading options of `movementOf`
 */
export function simulatedNegativesOf(
  taught: readonly Example[],
  unknown: number,
  most: SimulatedNegatives,
  data: Pick<TrainingData, 'casts' | 'spotting'>,
  random: Random,
  reading: Parameters<typeof movementOf>[1] = {},
): Example[] {
  const originals = originalsOf(taught).length;
  const gravity = gravityLike(data.casts);
  const isLevel = hasGravity(data);
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
  const everyday = Array.from({ length: everydayCount(data, most, originals) }, (_, i): Example => {
    const kind = EVERYDAY_ROUND[i % EVERYDAY_ROUND.length] ?? 'shake';
    const simulated = simulateEveryday(kind, EVERYDAY, random);
    const signal = isLevel ? simulated : withoutGravity(simulated);
    return { ...negative(signal, `carrier ${i + 1}`), origin: 'everyday', source: everydayKinds.indexOf(kind) };
  });
  return [...scribbles, ...everyday];
}

/** Number of examples of {@link simulatedNegativesOf}. */
export function simulatedNegativeCount(data: TrainingData, most: SimulatedNegatives): number {
  const originals = data.casts.length > 0 ? data.casts.length : data.weaklyLabeled.length;
  return Math.min(most.scribbles, originals) + everydayCount(data, most, originals);
}

function everydayCount(
  data: Pick<TrainingData, 'casts' | 'spotting'>,
  { everyday }: SimulatedNegatives,
  originals: number,
): number {
  return data.spotting === true || hasGravity(data) ? Math.min(everyday, originals) : 0;
}

/** Whether some phones report gravity; without recorded casts simulated ones do. */
function hasGravity({ casts }: Pick<TrainingData, 'casts'>): boolean {
  return casts.length === 0 || casts.some(({ signal }) => reportsGravity(signal));
}
