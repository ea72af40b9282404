import { STEPS, pitchAlign, prepare, type Point, type Signal } from '@wandcast/gesture';

/**
 * The baseline of `bench:path`: acceleration in the axes of the phone, pitch-aligned, integrated twice with its mean
 * removed once. Ignores the rotation of the phone and the direction of gravity.
 * @returns STEPS points, y down, unscaled
 */
export function pitchAlignedPath({ t, linear }: Signal): Point[] {
  const prepared = pitchAlign(prepare({ t, ...(linear && { linear }) }));
  const y = integratedTwice(prepared.subarray(STEPS, 2 * STEPS));
  return Array.from(integratedTwice(prepared.subarray(0, STEPS)), (x, i) => ({ x, y: -(y[i] ?? 0) }));
}

function integratedTwice(acceleration: Float32Array): Float32Array {
  const mean = acceleration.reduce((sum, value) => sum + value, 0) / acceleration.length;
  let [velocity, position] = [0, 0];
  return acceleration.map((value) => {
    velocity += value - mean;
    return (position += velocity);
  });
}
