import { seeded, gaussian, type Signal } from '@wandcast/gesture';

/** A second of wandering movement at 100 Hz, another for each seed. */
export function wandering(seed: number, samples = 100): Signal {
  const random = seeded(seed);
  const axis = () => {
    let value = 0;
    return Float32Array.from({ length: samples }, () => (value = 0.8 * value + gaussian(random)));
  };
  return { t: Float32Array.from({ length: samples }, (_, i) => i * 10), linear: { x: axis(), y: axis(), z: axis() } };
}
