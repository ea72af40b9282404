import { readFileSync } from 'node:fs';

/** Files reserved for the database, logs and assets. */
const RESERVED_FILES = 200;

/** How many connections this process may hold under its soft open-file limit; undefined except on Linux. */
export function connectionLimit(limits = readLimits()): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  return soft === undefined ? undefined : Math.max(0, Number(soft) - RESERVED_FILES);
}

function readLimits(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return undefined;
  }
}
