import type { Grip, Sample, Turn } from '@wandcast/protocol';

/** x, y, z of one reading. */
export type Vector = NonNullable<Sample['linear']>;

/**
 * A vector of the phone's axes in the axes of a page that its phone is turned against, x right and y up as the page is
 * read. At 90 the phone was turned counter-clockwise from upright, so that its right edge is the page's top: the turn
 * that `screen.orientation.angle` tells of (W3C Screen Orientation), and the generic sensors' reference frame `screen`.
 */
export function inPage([x, y, z]: Vector, turned: Turn): Vector {
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

/** The opposite of a reading. */
export function opposite([x, y, z]: Vector): Vector {
  return [-x, -y, -z];
}

/**
 * A sample of a phone in a grip as an Android phone held upright would have read it: W3C axes, x right and y up on the
 * page. Where no hold has shown the signs (`flipped` is null), they are left as they are.
 *
 * What is flipped are the accelerations alone, both of them: WebKit hands on what Core Motion reads, in which gravity is
 * the pull and not the push against it (at rest face up z is -9.8), and a phone's own acceleration is negated with it.
 * Rotation rates follow the right-hand rule in Core Motion as in the W3C's specification, so they are turned, and keep
 * their sign (WebKit, WebCoreMotionManager.mm; DeviceOrientation Event Specification).
 */
export function straightened(sample: Sample, { flipped, turned }: Pick<Grip, 'flipped' | 'turned'>): Sample {
  const { t, linear, gravity, rotation } = sample;
  const straight = (reading: Vector): Vector => inPage(flipped === true ? opposite(reading) : reading, turned);
  return {
    t,
    ...(linear && { linear: straight(linear) }),
    ...(gravity && { gravity: straight(gravity) }),
    ...(rotation && { rotation: inPage(rotation, turned) }),
  };
}
