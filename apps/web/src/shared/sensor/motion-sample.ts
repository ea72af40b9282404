import { channelOrder, type Sample } from '@wandcast/protocol';

interface Vector {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
}

/** What the wand reads of a `DeviceMotionEvent`. A reading the phone does not have is null, and null is not 0. */
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

function whole(
  x: number | null | undefined,
  y: number | null | undefined,
  z: number | null | undefined,
): Axes | undefined {
  return x == null || y == null || z == null ? undefined : [x, y, z];
}

/**
 * A motion event as a sample at `t`, ms since the cast's start. Channels with a missing axis are left out.
 * Rotation rates alpha, beta and gamma are about x, y and z, unlike the angles of the same names. All browsers do it this way, and so
 * does the specification since (w3c/deviceorientation, pull request 43).
 */
export function sampleOf(reading: MotionReading, t: number): Sample {
  const { acceleration, accelerationIncludingGravity, rotationRate } = reading;
  const linear = whole(acceleration?.x, acceleration?.y, acceleration?.z);
  const gravity = whole(
    accelerationIncludingGravity?.x,
    accelerationIncludingGravity?.y,
    accelerationIncludingGravity?.z,
  );
  const rotation = whole(rotationRate?.alpha, rotationRate?.beta, rotationRate?.gamma);
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}

/** Whether a sample proves a working sensor. Browsers that block motion send nulls, or zeros all over. */
export function isAlive(sample: Sample): boolean {
  return channelOrder.some((channel) => sample[channel]?.some((value) => value !== 0) ?? false);
}
