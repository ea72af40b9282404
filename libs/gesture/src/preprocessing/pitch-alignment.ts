import { STEPS } from './movement-format.js';

/** Lower end of the range of angles, degrees. Phones lean back by 0 to 90: far from this cut. */
const LOWEST_DEGREES = -60;

/**
 * Rotates a prepared cast about the device's x axis until most of its y-z movement lies along y, so that "push forward"
 * with a flat phone and "lift" with an upright one look alike. x stays.
 * @param prepared 3 x STEPS, channel-major
 * @returns a rotated copy
 */
export function pitchAlign(prepared: Float32Array): Float32Array {
  return pitched(prepared, pitchOf(prepared));
}

/**
 * The angle of {@link pitchAlign}, radians: direction of the principal axis of (y, z), in the 180 degrees above {@link
 * LOWEST_DEGREES}.
 */
export function pitchOf(prepared: Float32Array): number {
  let [yy, zz, yz] = [0, 0, 0];
  for (let i = STEPS; i < 2 * STEPS; i++) {
    const [y, z] = [prepared[i] ?? 0, prepared[i + STEPS] ?? 0];
    yy += y * y;
    zz += z * z;
    yz += y * z;
  }
  const lowest = (LOWEST_DEGREES * Math.PI) / 180;
  const axis = 0.5 * Math.atan2(2 * yz, yy - zz);
  return axis < lowest ? axis + Math.PI : axis;
}

/** A copy of a prepared cast in axes rotated about x by `angle` radians: y' = y cos + z sin, z' = z cos - y sin. */
export function pitched(prepared: Float32Array, angle: number): Float32Array {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = prepared.slice();
  for (let i = STEPS; i < 2 * STEPS; i++) {
    const [y, z] = [prepared[i] ?? 0, prepared[i + STEPS] ?? 0];
    turned[i] = cos * y + sin * z;
    turned[i + STEPS] = cos * z - sin * y;
  }
  return turned;
}
