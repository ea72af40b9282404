import type { Orientation, Sample, Turn } from '@wandcast/protocol';

/** x, y, z of one reading. */
export type Vector = NonNullable<Sample['linear']>;

/**
 * Converts a vector from phone axes to page axes, x right and y up as the page is read. `turned` follows
 * `screen.orientation.angle` (W3C Screen Orientation): at 90 the phone is turned counter-clockwise, so its right edge
 * is the top of the page.
 */
export function toPageAxes([x, y, z]: Vector, turned: Turn): Vector {
  switch (turned) {
    case 0:
      return [x, y, z];
    case 90:
      return [-y, x, z];
    case 180:
      return [-x, -y, z];
    case 270:
      return [y, -x, z];
  }
}

export function negated([x, y, z]: Vector): Vector {
  return [-x, -y, -z];
}

/**
 * Converts a sample to the readings of an upright Android phone: W3C axes, x right and y up on the page. If the signs
 * are still unknown (`flipped` is null), they are kept.
 *
 * Only the two accelerations are negated: WebKit passes on Core Motion values, which report the pull of gravity instead
 * of the reaction to it (z is -9.8 at rest, face up), and the acceleration of the phone has the same inverted sign.
 * Rotation rates follow the right-hand rule in both, so they are turned but keep their sign (WebKit,
 * WebCoreMotionManager.mm; W3C DeviceOrientation Event).
 */
export function normalizeSample(sample: Sample, { flipped, turned }: Pick<Orientation, 'flipped' | 'turned'>): Sample {
  const { t, linear, gravity, rotation } = sample;
  const normalized = (reading: Vector): Vector => toPageAxes(flipped === true ? negated(reading) : reading, turned);
  return {
    t,
    ...(linear && { linear: normalized(linear) }),
    ...(gravity && { gravity: normalized(gravity) }),
    ...(rotation && { rotation: toPageAxes(rotation, turned) }),
  };
}
