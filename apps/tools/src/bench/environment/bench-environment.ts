import type { BenchPostgres } from './bench-postgres.js';
import type { Leftovers } from './cleanup.js';

/** Where a bench takes place: what its servers share. */
export interface Site {
  /** A temporary folder; it goes with the bench. */
  readonly folder: string;
  readonly postgres: BenchPostgres;
  readonly leftovers: Leftovers;
  /** Ctrl-C. */
  readonly stopped: AbortSignal;
  readonly progress: (text: string) => void;
}
