import type { Signal } from '@wandcast/gesture';
import { sealOf } from '@wandcast/protocol';
import { accelerationAt } from './acceleration.js';

/** The seal of a finished cast: lengths of its bars, 0..99. */
export function signalSeal(signal: Signal): number[] {
  return sealOf(
    signal.t,
    Array.from(signal.t, (_, i) => accelerationAt(signal, i)),
  );
}
