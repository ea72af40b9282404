import type { Axes, Signal } from '@wandcast/gesture';

/** The first `share` (0..1) of a cast by time, as views of its columns; at least one sample. */
export function castPrefix(signal: Signal, share: number): Signal {
  const { t } = signal;
  const [start, end] = [t[0] ?? 0, t[t.length - 1] ?? 0];
  const until = start + share * (end - start);
  let count = t.length;
  while (count > 1 && (t[count - 1] ?? 0) > until) count--;
  const cut = ({ x, y, z }: Axes): Axes => ({
    x: x.subarray(0, count),
    y: y.subarray(0, count),
    z: z.subarray(0, count),
  });
  return {
    t: t.subarray(0, count),
    ...(signal.linear && { linear: cut(signal.linear) }),
    ...(signal.gravity && { gravity: cut(signal.gravity) }),
    ...(signal.rotation && { rotation: cut(signal.rotation) }),
  };
}
