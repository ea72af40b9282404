import { channelOrder, type Sample } from '@wandcast/protocol';

interface Vector {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
}

/** The fields of a `DeviceMotionEvent` that are used. Null means that the phone has no such reading, as opposed to 0. */
export interface MotionReading {
  readonly acceleration: Vector | null;
  readonly accelerationIncludingGravity: Vector | null;
  readonly rotationRate: {
    readonly alpha: number | null;
    readonly beta: number | null;
    readonly gamma: number | null;
  } | null;
}

type Axes = readonly [number, number, number];

/** The three axes; undefined if one is missing. */
function axesOf(
  x: number | null | undefined,
  y: number | null | undefined,
  z: number | null | undefined,
): Axes | undefined {
  return x == null || y == null || z == null ? undefined : [x, y, z];
}

/**
 * Converts a motion event to a sample at `t`, ms since the start of the cast. Omits channels with a missing axis.
 * The rotation rates alpha, beta and gamma are about x, y and z, unlike the angles of the same names (as implemented by
 * all browsers, and specified since w3c/deviceorientation pull request 43).
 */
export function sampleOf(reading: MotionReading, t: number): Sample {
  const { acceleration, accelerationIncludingGravity, rotationRate } = reading;
  const linear = axesOf(acceleration?.x, acceleration?.y, acceleration?.z);
  const gravity = axesOf(
    accelerationIncludingGravity?.x,
    accelerationIncludingGravity?.y,
    accelerationIncludingGravity?.z,
  );
  const rotation = axesOf(rotationRate?.alpha, rotationRate?.beta, rotationRate?.gamma);
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}

/** Whether a sample proves that the sensor works. Browsers that block motion send only nulls or only zeros. */
export function isAlive(sample: Sample): boolean {
  return channelOrder.some((channel) => sample[channel]?.some((value) => value !== 0) ?? false);
}
