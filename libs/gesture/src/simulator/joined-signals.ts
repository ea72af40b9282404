import { smoothNoise } from '../math/smoothing.js';
import { gaussian, uniform, type Random } from '../math/random.js';
import { GRAVITY } from '../signal/gravity.js';
import type { Axes, Signal } from '../signal/signal.js';
import { zeros } from './carried-phone.js';

/** Tremor of a hand at rest: range of its sd, m/s^2, and degrees/s; and its correlation, ms. */
const TREMOR = { acceleration: [0.03, 0.25], rotation: [0.5, 8], correlationMs: 25 } as const;
/** Noise of the sensors: sd, m/s^2, and degrees/s. */
const NOISE = { acceleration: 0.06, rotation: 1 };

/** A phone in a hand at rest, on all channels. */
export function simulateRest(durationMs: number, rateHz: number, random: Random): Signal {
  const count = Math.max(2, Math.round((durationMs * rateHz) / 1000));
  const sd = Math.max(1, (TREMOR.correlationMs * rateHz) / 1000);
  const trembling = (range: readonly [number, number], noise: number): Axes => {
    const strength = uniform(...range, random);
    const axis = (): Float32Array =>
      Float32Array.from(smoothNoise(count, sd, random), (value) => strength * value + noise * gaussian(random));
    return { x: axis(), y: axis(), z: axis() };
  };
  const linear = trembling(TREMOR.acceleration, NOISE.acceleration);
  return {
    t: Float32Array.from({ length: count }, (_, i) => (1000 * i) / rateHz),
    linear,
    gravity: { x: linear.x.slice(), y: linear.y.slice(), z: linear.z.map((value) => value + GRAVITY) },
    rotation: trembling(TREMOR.rotation, NOISE.rotation),
  };
}

/**
 * Signals one after another as one stream, with only the channels of `like`. Channels that one of them lacks read zero
 * there.
 */
export function joinSignals(parts: readonly Signal[], like: Signal): Signal {
  const count = parts.reduce((sum, { t }) => sum + t.length, 0);
  const t = new Float32Array(count);
  const columns = { linear: zeros(count), gravity: zeros(count), rotation: zeros(count) };
  let [at, start] = [0, 0];
  for (const part of parts) {
    const first = part.t[0] ?? 0;
    part.t.forEach((time, i) => (t[at + i] = start + time - first));
    for (const channel of ['linear', 'gravity', 'rotation'] as const)
      for (const axis of ['x', 'y', 'z'] as const) columns[channel][axis].set(part[channel]?.[axis] ?? [], at);
    at += part.t.length;
    start = (t[at - 1] ?? start) + spacingOf(part);
  }
  return {
    t,
    ...(like.linear && { linear: columns.linear }),
    ...(like.gravity && { gravity: columns.gravity }),
    ...(like.rotation && { rotation: columns.rotation }),
  };
}

/** Mean time between two samples, ms. */
function spacingOf({ t }: Signal): number {
  return t.length < 2 ? 10 : ((t.at(-1) ?? 0) - (t[0] ?? 0)) / (t.length - 1);
}
