import { Readable, pipeline } from 'node:stream';
import { CastFileError, TidyRecordings, type TidyRow } from '@wandcast/gesture';
import { FailureError } from '@wandcast/protocol';
import { CsvError, parse } from 'csv-parse';
import type { Bytes } from './byte-stream.js';
import type { FileItem } from './file-item.js';

/** Most rows of a tidy CSV, whose recordings are whole at its end alone and are all held until then: 16,000 casts of 3 s. */
export const MAX_TIDY_ROWS = 5_000_000;

/** Longest row, bytes: there are a time, a reading and three names in it. */
const MAX_ROW_BYTES = 16 * 1024;

interface ReadRow {
  readonly record: TidyRow;
  readonly info: { readonly lines: number };
}

/** The casts of a tidy CSV, after its bad rows. @throws FailureError `import-too-large` */
export async function* tidyItems(bytes: Bytes, most: number = MAX_TIDY_ROWS): AsyncGenerator<FileItem> {
  const recordings = new TidyRecordings();
  const bad: FileItem[] = [];
  const parser = parse({
    ...{ columns: true, bom: true, info: true, skip_empty_lines: true, relax_column_count: true },
    ...{ max_record_size: MAX_ROW_BYTES, skip_records_with_error: true },
    on_skip: (error) => {
      bad.push({ kind: 'bad', line: lineOf(error), reason: error?.message ?? 'not a row' });
      return undefined;
    },
  });
  pipeline(Readable.from(bytes), parser, () => undefined); // what goes wrong is thrown to whoever reads
  let rows = 0;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<ReadRow>) {
      yield* bad.splice(0);
      line = info.lines;
      if (++rows > most) throw new FailureError('import-too-large', `more than ${most} rows; NDJSON may be longer`);
      const refused = refusalOf(recordings, record, line);
      yield refused ?? { kind: 'row', line };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    bad.push({ kind: 'bad', line: Math.max(line, lineOf(error)), reason: `not a CSV from here on: ${error.message}` });
  }
  yield* bad;
  for (const read of recordings.casts())
    yield 'cast' in read ? { kind: 'cast', ...read } : { kind: 'bad', line: read.line, reason: read.error.reason };
}

function refusalOf(recordings: TidyRecordings, row: TidyRow, line: number): FileItem | undefined {
  try {
    recordings.add(row, line);
    return undefined;
  } catch (error) {
    if (error instanceof CastFileError) return { kind: 'bad', line, reason: error.reason };
    throw error;
  }
}

function lineOf(error: Error | undefined): number {
  return error !== undefined && 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
}
