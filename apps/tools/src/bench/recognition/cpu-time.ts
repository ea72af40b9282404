import type { Signal } from '@wandcast/gesture';

/** Casts per batch, as when a room casts together. */
const BATCH = 16;

/**
 * CPU time of the process per signal, ms: unlike the time that passes, it hardly depends on what else the machine does.
 * @param predict is called with batches of up to 16 signals, at first once to warm up
 */
export function cpuMsPerSignal(signals: readonly Signal[], predict: (batch: readonly Signal[]) => unknown): number {
  predict(signals.slice(0, BATCH));
  const before = process.cpuUsage();
  for (let first = 0; first < signals.length; first += BATCH) predict(signals.slice(first, first + BATCH));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / Math.max(1, signals.length);
}
