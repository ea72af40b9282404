import type { Axes, Signal } from '@wandcast/gesture';

/** The signal as a phone with this sample rate would report it. */
export function atRate(signal: Signal, rateHz: number): Signal {
  const { t, linear, gravity, rotation } = signal;
  const spacing = (t[1] ?? 0) - (t[0] ?? 0);
  const count = Math.floor(((t.at(-1) ?? 0) * rateHz) / 1000) + 1;
  const times = Float32Array.from({ length: count }, (_, i) => (1000 * i) / rateHz);
  const column = (values: Float32Array): Float32Array => times.map((time) => valueAt(values, time / spacing));
  const axes = ({ x, y, z }: Axes): Axes => ({ x: column(x), y: column(y), z: column(z) });
  return {
    t: times,
    ...(linear && { linear: axes(linear) }),
    ...(gravity && { gravity: axes(gravity) }),
    ...(rotation && { rotation: axes(rotation) }),
  };
}

/** Linear interpolation at a fractional index. */
export function valueAt(values: ArrayLike<number>, place: number): number {
  const below = Math.floor(place);
  const low = values[below] ?? 0;
  return low + ((values[below + 1] ?? low) - low) * (place - below);
}
