import { STEPS, type Axes, type Random, type Signal } from '@wandcast/gesture';

/** A smooth gesture known at every instant: 1.2 s of movement after some rest, m/s^2. `u` is 0..1 while it moves. */
export function analytic(u: number): [number, number, number] {
  const swell = u <= 0 || u >= 1 ? 0 : Math.sin(Math.PI * u) ** 0.5;
  return [
    swell * 8 * Math.sin(2 * Math.PI * u),
    swell * 9 * Math.sin(3 * Math.PI * u + 0.5),
    swell * 3 * Math.cos(2 * Math.PI * u + 1),
  ];
}

export interface Recording {
  /** Movement, ms. */
  readonly durationMs?: number;
  /** Rest before and after, ms. */
  readonly restMs?: number;
  readonly rateHz?: number;
  readonly gain?: number;
  /** Jitter of the sample times as a share of their distance. */
  readonly jitter?: number;
  readonly random?: Random;
}

/** {@link analytic} as a phone would record it. */
export function recorded({
  durationMs = 1200,
  restMs = 300,
  rateHz = 94,
  gain = 1,
  jitter = 0,
  random = () => 0.5,
}: Recording = {}): Signal {
  const step = 1000 / rateHz;
  const count = Math.floor((durationMs + 2 * restMs) / step) + 1;
  const t = Float32Array.from({ length: count }, (_, i) => Math.max(0, (i + jitter * (random() - 0.5)) * step));
  const values = Array.from(t, (time) => analytic((time - restMs) / durationMs));
  return { t, linear: axes((axis) => Float32Array.from(values, (value) => gain * value[axis])) };
}

export function axes(make: (axis: 0 | 1 | 2) => Float32Array): Axes {
  return { x: make(0), y: make(1), z: make(2) };
}

/** Root mean square difference. */
export function distance(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += ((a[i] ?? NaN) - (b[i] ?? NaN)) ** 2;
  return Math.sqrt(squares / a.length);
}

/** A prepared cast turned about x. */
export function tilted(prepared: Float32Array, radians: number): Float32Array {
  return prepared.map((value, i) => {
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    if (i < STEPS) return value;
    if (i < 2 * STEPS) return cos * value - sin * (prepared[i + STEPS] ?? NaN);
    return sin * (prepared[i - STEPS] ?? NaN) + cos * value;
  });
}

/** A signal run backwards. */
export function reversed({ t, linear }: Signal): Signal {
  const end = t[t.length - 1] ?? 0;
  const back = t.map((time) => end - time).reverse();
  if (linear === undefined) return { t: back };
  return {
    t: back,
    linear: { x: linear.x.slice().reverse(), y: linear.y.slice().reverse(), z: linear.z.slice().reverse() },
  };
}
