import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchEnvironment } from './bench-environment.js';
import { startBenchPostgres } from './bench-postgres.js';
import { Cleanup } from './cleanup.js';

/** Runs a benchmark with a temporary folder and PostgreSQL, and removes both with all child processes at the end. */
export async function withEnvironment<R>(
  progress: BenchEnvironment['progress'],
  bench: (environment: BenchEnvironment) => Promise<R>,
): Promise<R> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const cleanup = new Cleanup();
  try {
    progress('bench: starting PostgreSQL');
    const folder = mkdtempSync(path.join(tmpdir(), 'wandcast-bench-'));
    cleanup.addFolder(folder);
    const postgres = await startBenchPostgres(folder, cleanup);
    return await bench({ folder, postgres, cleanup, stopped: stopping.signal, progress });
  } finally {
    progress('bench: cleaning up');
    await cleanup.clear();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
