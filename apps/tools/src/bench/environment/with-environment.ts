import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBenchPostgres } from './bench-postgres.js';
import { Leftovers } from './cleanup.js';
import type { Site } from './bench-environment.js';

/** Runs a bench where it can leave nothing: a folder, a PostgreSQL and processes that go when it ends, however it ends. */
export async function withSite<R>(progress: Site['progress'], bench: (site: Site) => Promise<R>): Promise<R> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const leftovers = new Leftovers();
  try {
    progress('bench: starting PostgreSQL');
    const folder = mkdtempSync(path.join(tmpdir(), 'wandcast-bench-'));
    leftovers.addFolder(folder);
    const postgres = await startBenchPostgres(folder, leftovers);
    return await bench({ folder, postgres, leftovers, stopped: stopping.signal, progress });
  } finally {
    progress('bench: tidying up');
    await leftovers.clear();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
