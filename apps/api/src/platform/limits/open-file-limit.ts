import { readFileSync } from 'node:fs';

/** Files reserved for the database, logs and assets. */
const RESERVED_FILES = 200;
/** With fewer, the server's own modules cannot be loaded. */
const MIN_FILES = 384;

/** How many connections this process may hold under its soft open-file limit; undefined except on Linux. */
export function connectionLimit(limits = readLimits()): number | undefined {
  const soft = softLimit(limits);
  return soft === undefined ? undefined : Math.max(0, soft - RESERVED_FILES);
}

/** What to do if this process may open too few files to start at all; undefined if it may open enough. */
export function openFileFault(limits = readLimits()): string | undefined {
  const soft = softLimit(limits);
  if (soft === undefined || soft >= MIN_FILES) return undefined;
  return `this process may open only ${soft} files, and needs ${MIN_FILES} at least: run \`ulimit -n 65536\` first`;
}

function softLimit(limits: string | undefined): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  return soft === undefined ? undefined : Number(soft);
}

function readLimits(): string | undefined {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return undefined;
  }
}
