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
 * A motion event as a sample at `t`, ms since the cast's start. Channels of which any axis is missing are absent.
 * The W3C counts rotation about z, x, y (alpha, beta, gamma); a sample counts x, y, z.
 */
export function sampleOf(reading: MotionReading, t: number): Sample {
  const { acceleration, accelerationIncludingGravity, rotationRate } = reading;
  const linear = whole(acceleration?.x, acceleration?.y, acceleration?.z);
  const gravity = whole(
    accelerationIncludingGravity?.x,
    accelerationIncludingGravity?.y,
    accelerationIncludingGravity?.z,
  );
  const rotation = whole(rotationRate?.beta, rotationRate?.gamma, rotationRate?.alpha);
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}

/** Whether a sample proves a working sensor. Browsers that block motion send nulls, or zeros all over. */
export function isAlive(sample: Sample): boolean {
  return channelOrder.some((channel) => sample[channel]?.some((value) => value !== 0) ?? false);
}
