import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Environment } from './environment.js';
import { startTemporaryPostgres } from './temporary-postgres.js';
import { Cleanup } from './cleanup.js';

/**
 * Runs `use` with a temporary folder and PostgreSQL, and removes both with all child processes at the end.
 * @param command its name in progress messages
 */
export async function withEnvironment<R>(
  command: string,
  progress: Environment['progress'],
  use: (environment: Environment) => Promise<R>,
): Promise<R> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const cleanup = new Cleanup();
  try {
    progress(`${command}: starting PostgreSQL`);
    const folder = mkdtempSync(path.join(tmpdir(), `wandcast-${command}-`));
    cleanup.addFolder(folder);
    const postgres = await startTemporaryPostgres(folder, cleanup);
    return await use({ folder, postgres, cleanup, stopped: stopping.signal, progress });
  } finally {
    progress(`${command}: cleaning up`);
    await cleanup.clear();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
