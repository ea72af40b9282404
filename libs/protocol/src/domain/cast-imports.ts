import type { Failure } from '../vocabulary/failures.js';
import type { SpellId } from './entities.js';

/** A file of casts that someone brings in: one at a time, kept in the database until it is stored or given up. */
export interface ImportInfo {
  readonly id: string;
  /** Of the file. */
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly state: ImportState;
}

export type ImportState =
  /** Goes on from `received`, over any connection to any node. */
  | { readonly stage: 'uploading'; readonly received: number }
  /** The whole file is read, and nothing stored. `done` is 0..1. */
  | { readonly stage: 'checking'; readonly done: number }
  /** Waits for someone to say `import:store`. */
  | { readonly stage: 'checked'; readonly report: ImportReport }
  | { readonly stage: 'storing'; readonly done: number; readonly report: ImportReport; readonly result: ImportResult }
  | { readonly stage: 'stored'; readonly report: ImportReport; readonly result: ImportResult }
  /** What was stored before it was canceled stays. */
  | { readonly stage: 'canceled'; readonly result: ImportResult }
  | { readonly stage: 'failed'; readonly failure: Failure; readonly result: ImportResult };

export type CastFileFormat = 'ndjson' | 'tidy-csv';

/** What is in a file, before anything of it is stored. */
export interface ImportReport {
  readonly format: CastFileFormat;
  readonly isGzipped: boolean;
  /** Casts that can be stored. */
  readonly casts: number;
  /** Of these, how many say which spell they are. */
  readonly labeled: number;
  /** Of these, how many are stored already. */
  readonly known: number;
  readonly people: number;
  /** The spells of its labels, the commonest first. */
  readonly spells: readonly ImportedSpell[];
  /** The first bad lines. */
  readonly bad: readonly BadLine[];
  readonly badLines: number;
}

/** A spell as a file names it. */
export interface ImportedSpell {
  readonly label: string;
  readonly spell: SpellId;
  /** In the book, taken out of it, or to be made: without a glyph. */
  readonly state: 'book' | 'removed' | 'new';
  readonly casts: number;
}

/** Something of a file that is no cast. `line` counts from 1. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportResult {
  readonly stored: number;
  /** Were there already. */
  readonly known: number;
  /** Bad lines that were left out. */
  readonly rejected: number;
}
