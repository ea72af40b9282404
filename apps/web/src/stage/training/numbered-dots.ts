import { confusionDots, type ConfusionDot } from '../../shared/charts/confusion-dots';

/** A dot of the stage's confusion matrix, in units of 1920 x 1080. */
export interface NumberedDot extends Pick<ConfusionDot, 'meant' | 'recognized' | 'casts'> {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly isRight: boolean;
  /** Whether its number fits. */
  readonly isNumbered: boolean;
}

/** Smallest radius of a dot without a number, and of one with a number of 1, 2, 3 and more digits. */
const SMALLEST = 7;
const RADII = [18, 25, 32, 39] as const;
/** Largest radius, as a share of a cell. */
const LARGEST = 0.47;

/**
 * The dots with their numbers of casts. The area of a dot is proportional to its casts, except that it is never too
 * small for its number, if a cell has room for the number at all.
 * @param cell side of a cell
 */
export function numberedDots(confusion: readonly (readonly number[])[], cell: number): NumberedDot[] {
  return confusionDots(confusion).map(({ meant, recognized, casts, radius }) => {
    const needed = RADII[Math.min(RADII.length, String(casts).length) - 1] ?? Infinity;
    const isNumbered = needed <= LARGEST * cell;
    return {
      ...{ meant, recognized, casts, isNumbered, isRight: meant === recognized },
      x: (recognized + 0.5) * cell,
      y: (meant + 0.5) * cell,
      r: Math.max(radius * cell, isNumbered ? needed : SMALLEST),
    };
  });
}
