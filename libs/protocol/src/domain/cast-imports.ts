import type { Failure } from '../vocabulary/failures.js';
import type { SpellId } from './entities.js';

/** An import of a file of casts. There is one at a time; its file stays in the database until it is stored or canceled. */
export interface ImportInfo {
  readonly id: string;
  /** File name. */
  readonly name: string;
  /** File size, bytes. */
  readonly size: number;
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly state: ImportState;
}

/** A finished import of the event, for the list of imports. */
export interface PastImport {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly stage: 'stored' | 'canceled' | 'failed';
  readonly result: ImportResult;
  /** Number of its casts that are stored now, also while they are removed but can be restored; those that versions without this list stored may be missing. */
  readonly casts: number;
  /** Who removed its casts, and when; null if nobody did, or it was restored. */
  readonly removed: { readonly by: string; readonly at: number } | null;
}

export type ImportState =
  /** `received` bytes have arrived; the upload can resume from there on any node. */
  | { readonly stage: 'uploading'; readonly received: number }
  /** The file is validated before anything is stored. `done` is 0..1. */
  | { readonly stage: 'checking'; readonly done: number }
  /** Waits for `import:store`. */
  | { readonly stage: 'checked'; readonly report: ImportReport }
  | { readonly stage: 'storing'; readonly done: number; readonly report: ImportReport; readonly result: ImportResult }
  | { readonly stage: 'stored'; readonly report: ImportReport; readonly result: ImportResult }
  /** Casts stored before the cancellation stay. */
  | { readonly stage: 'canceled'; readonly result: ImportResult }
  | { readonly stage: 'failed'; readonly failure: Failure; readonly result: ImportResult };

export type CastFileFormat = 'ndjson' | 'tidy-csv';

/** The contents of an import file, as found by the check. */
export interface ImportReport {
  readonly format: CastFileFormat;
  readonly isGzipped: boolean;
  /** Number of valid casts. */
  readonly casts: number;
  /** How many of them have a label. */
  readonly labeled: number;
  /** How many of them are stored already. */
  readonly known: number;
  readonly people: number;
  /** Spells in the labels, most frequent first. */
  readonly spells: readonly ImportedSpell[];
  /** The first bad lines. */
  readonly bad: readonly BadLine[];
  readonly badLines: number;
}

/** A spell in an import file, and the spell it maps to. */
export interface ImportedSpell {
  readonly label: string;
  readonly spell: SpellId;
  /** `book`: in the spellbook. `removed`: was removed from it. `new`: will be created, without a glyph. */
  readonly state: 'book' | 'removed' | 'new';
  readonly casts: number;
}

/** A line of a file that is not a valid cast. `line` counts from 1. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportResult {
  readonly stored: number;
  /** Casts that were stored already. */
  readonly known: number;
  /** Bad lines that were skipped. */
  readonly rejected: number;
}
