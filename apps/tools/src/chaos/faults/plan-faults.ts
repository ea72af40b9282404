import { shuffled } from '@wandcast/gesture';
import { UsageError } from '../../cli/usage-error.js';
import { apiFaults } from './api-faults.js';
import { databaseFaults } from './database-faults.js';
import { diskFaults } from './disk-faults.js';
import type { Fault } from './fault.js';
import { freezeFaults } from './freeze-faults.js';
import { networkFaults } from './network-faults.js';

/** Endless items of a list: each once in random order, then again. */
function* dealt<T>(items: readonly T[], random: () => number): Generator<T, never> {
  for (;;) yield* shuffled(items, random);
}

interface PlanOptions {
  readonly withDisk: boolean;
  /** Names of the faults to choose from; all if empty. */
  readonly only: readonly string[];
}

/**
 * A random sequence in which every target has its turn, and every fault of a target.
 * @param random 0..1, seeded
 * @throws UsageError if `only` names a fault that does not exist, or is not possible on this machine
 */
export function planFaults(count: number, random: () => number, { withDisk, only }: PlanOptions): Fault[] {
  const groups = [apiFaults, databaseFaults, networkFaults, freezeFaults, ...(withDisk ? [diskFaults] : [])];
  const names = groups.flat().map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`no fault "${unknown}" here: choose from ${names.join(', ')}`);
  const chosen = groups
    .map((faults) => faults.filter(({ name }) => only.length === 0 || only.includes(name)))
    .filter((faults) => faults.length > 0);
  const turns = dealt(
    chosen.map((faults) => dealt(faults, random)),
    random,
  );
  return Array.from({ length: count }, () => turns.next().value.next().value);
}
