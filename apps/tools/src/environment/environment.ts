import type { TemporaryPostgres } from './temporary-postgres.js';
import type { Cleanup } from './cleanup.js';

/** Resources shared by the servers that a command starts. */
export interface Environment {
  /** A temporary folder, removed at the end. */
  readonly folder: string;
  readonly postgres: TemporaryPostgres;
  readonly cleanup: Cleanup;
  /** Aborts on Ctrl-C. */
  readonly stopped: AbortSignal;
  readonly progress: (text: string) => void;
}
