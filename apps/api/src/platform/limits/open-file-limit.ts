import { readFileSync } from 'node:fs';

/** Files a server needs beside one for each connection: database, logs, assets. */
const OWN_FILES = 200;

/** How many connections the system lets this process have; undefined where it does not say (not on Linux). */
export function connectionLimit(limits = readLimits()): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  return soft === undefined ? undefined : Math.max(0, Number(soft) - OWN_FILES);
}

function readLimits(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return undefined;
  }
}
