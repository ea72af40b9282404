import type { BenchPostgres } from './bench-postgres.js';
import type { Cleanup } from './cleanup.js';

/** Resources shared by the servers of a benchmark. */
export interface BenchEnvironment {
  /** A temporary folder, removed at the end. */
  readonly folder: string;
  readonly postgres: BenchPostgres;
  readonly cleanup: Cleanup;
  /** Aborts on Ctrl-C. */
  readonly stopped: AbortSignal;
  readonly progress: (text: string) => void;
}
