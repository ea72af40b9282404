import { STEPS, rotation, type Movement } from '@wandcast/gesture';

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
  const [straight, rates] = [acceleration.slice(), turns.slice()];
  const halfStep = ((seconds / (STEPS - 1)) * Math.PI) / 360; // half, for the mean of two rates; degrees to radians
  let orientation: Matrix = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let i = 1; i < STEPS; i++) {
    const turned = ([0, STEPS, 2 * STEPS] as const).map(
      (k) => ((turns[k + i] ?? 0) + (turns[k + i - 1] ?? 0)) * halfStep,
    );
    orientation = product(orientation, rotation(turned[0] ?? 0, turned[1] ?? 0, turned[2] ?? 0));
    rotateStep(orientation, straight, i);
    rotateStep(orientation, rates, i);
  }
  return { acceleration: straight, rotation: rates, seconds, isTracked: true };
}

type Matrix = ReturnType<typeof rotation>;

function product(left: Matrix, [a, b, c]: Matrix): Matrix {
  const row = ([x, y, z]: Matrix[number]): Matrix[number] => [
    x * a[0] + y * b[0] + z * c[0],
    x * a[1] + y * b[1] + z * c[1],
    x * a[2] + y * b[2] + z * c[2],
  ];
  return [row(left[0]), row(left[1]), row(left[2])];
}

/** Rotates the vector at step `i`, in place. */
function rotateStep(orientation: Matrix, values: Float32Array, i: number): void {
  const [x, y, z] = [values[i] ?? 0, values[STEPS + i] ?? 0, values[2 * STEPS + i] ?? 0];
  orientation.forEach(([a, b, c], axis) => (values[axis * STEPS + i] = a * x + b * y + c * z));
}
