import type { Failure, ImportInfo, ImportReport, ImportState } from '@wandcast/protocol';
import type { Import } from '../../generated/prisma/client.js';

export type ImportStage = ImportState['stage'];

/** An import as stored: everything a node needs to continue it. */
export interface ImportRow {
  readonly info: ImportInfo;
  readonly eventId: string;
  readonly modified: number;
  readonly skipBad: boolean;
  readonly report: ImportReport | null;
  /** Casts and bad lines processed so far, from the start of the file. */
  readonly position: number;
  readonly attempts: number;
}

/** Stages that block other imports. */
export const unfinishedStages = [
  'uploading',
  'checking',
  'checked',
  'storing',
] as const satisfies readonly ImportStage[];

/** Stages in which a node has work to do. */
export const activeStages = ['checking', 'storing'] as const satisfies readonly ImportStage[];

export function importRow(row: Import): ImportRow {
  const { id, name, size, createdBy, createdAt, eventId, modified, skipBad, position, attempts } = row;
  const info = { id, name, size, by: createdBy, at: createdAt.getTime(), state: stateOf(row) };
  return { info, eventId, modified, skipBad, report: reportIn(row), position, attempts };
}

function reportIn({ report }: Import): ImportReport | null {
  return report as unknown as ImportReport | null; // written only by this server
}

function stateOf(row: Import): ImportState {
  const { received, progress: done, stored, known, rejected } = row;
  const report = reportIn(row) ?? empty;
  const result = { stored, known, rejected };
  const stage = row.stage as ImportStage; // written only by this server
  switch (stage) {
    case 'uploading':
      return { stage, received };
    case 'checking':
      return { stage, done };
    case 'checked':
      return { stage, report };
    case 'storing':
      return { stage, done, report, result };
    case 'stored':
      return { stage, report, result };
    case 'canceled':
      return { stage, result };
    case 'failed':
      return { stage, failure: row.failure as unknown as Failure, result };
  }
}

const empty: ImportReport = {
  ...{ format: 'ndjson', isGzipped: false, casts: 0, labeled: 0, known: 0, people: 0 },
  ...{ spells: [], bad: [], badLines: 0 },
};
