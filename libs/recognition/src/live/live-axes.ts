import { STEPS, turnOn, type Movement } from '@wandcast/gesture';

/** The part of a cast seen so far. */
export interface PartialMovement extends Movement {
  /** Time from the start of the movement to the last sample. */
  readonly seconds: number;
  /** Whether its axes already do not turn with the phone. */
  readonly isTracked: boolean;
}

/**
 * Converts to the axes that the phone had at the start by integrating the rotation rate, so that a turning wrist does
 * not bend lines. Unchanged without a gyroscope, or if gravity has given the axes of the person.
 */
export function toStartAxes(partial: PartialMovement): PartialMovement {
  const { acceleration, rotation: turns, seconds, isTracked } = partial;
  if (turns === undefined || isTracked) return partial;
  const halfStep = ((seconds / (STEPS - 1)) * Math.PI) / 360; // half, for the mean of two rates; degrees to radians
  const orientations = new Float64Array(9 * STEPS);
  orientations[0] = orientations[4] = orientations[8] = 1;
  for (let i = 1; i < STEPS; i++) {
    const [x, y, z] = [i, STEPS + i, 2 * STEPS + i];
    turnOn(
      orientations,
      9 * i,
      ((turns[x] ?? 0) + (turns[x - 1] ?? 0)) * halfStep,
      ((turns[y] ?? 0) + (turns[y - 1] ?? 0)) * halfStep,
      ((turns[z] ?? 0) + (turns[z - 1] ?? 0)) * halfStep,
    );
  }
  return {
    acceleration: rotated(orientations, acceleration),
    rotation: rotated(orientations, turns),
    seconds,
    isTracked: true,
  };
}

/** The vector of each step, rotated by its orientation. */
function rotated(orientations: Float64Array, values: Float32Array): Float32Array {
  const result = new Float32Array(3 * STEPS);
  for (let i = 0, at = 0; i < STEPS; i++, at += 9) {
    const [x, y, z] = [values[i] ?? 0, values[STEPS + i] ?? 0, values[2 * STEPS + i] ?? 0];
    result[i] = (orientations[at] ?? 0) * x + (orientations[at + 1] ?? 0) * y + (orientations[at + 2] ?? 0) * z;
    result[STEPS + i] =
      (orientations[at + 3] ?? 0) * x + (orientations[at + 4] ?? 0) * y + (orientations[at + 5] ?? 0) * z;
    result[2 * STEPS + i] =
      (orientations[at + 6] ?? 0) * x + (orientations[at + 7] ?? 0) * y + (orientations[at + 8] ?? 0) * z;
  }
  return result;
}
