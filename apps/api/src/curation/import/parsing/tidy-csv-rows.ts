import { CastFileError, TidyRecordings, type TidyRow } from '@wandcast/gesture';
import { FailureError } from '@wandcast/protocol';
import { isCorruptGzip, type Bytes } from '../../../platform/files/byte-stream.js';
import { csvFields } from './csv-fields.js';
import type { FileItem } from './file-item.js';
import { linesOf, type Line } from '../../../platform/files/line-reader.js';

/** Most rows of a tidy CSV, about 16,000 casts of 3 s. All stay in memory, because recordings are complete only at its end. */
const MAX_TIDY_ROWS = 5_000_000;
/** Most recordings in a file, of any length. */
const MAX_RECORDINGS = 50_000;

/** Longest row, in characters, also of the header: a time, one sample and three names. */
export const MAX_ROW = 4_096;

/**
 * The rows of a tidy CSV, then its casts; also those before the end of a compressed file that is cut off.
 * @throws FailureError `import-too-large`
 */
export async function* tidyItems(bytes: Bytes, most: number = MAX_TIDY_ROWS): AsyncGenerator<FileItem> {
  const recordings = new TidyRecordings();
  let cutOff: Error | undefined;
  try {
    yield* rowItems(bytes, most, recordings);
  } catch (error) {
    if (!isCorruptGzip(error)) throw error;
    cutOff = error;
  }
  for (const read of recordings.casts())
    yield 'cast' in read ? { kind: 'cast', ...read } : { kind: 'bad', line: read.line, reason: read.error.reason };
  if (cutOff !== undefined) throw cutOff;
}

async function* rowItems(bytes: Bytes, most: number, recordings: TidyRecordings): AsyncGenerator<FileItem> {
  let columns: readonly string[] | undefined;
  let rows = 0;
  for await (const read of linesOf(bytes)) {
    if (columns === undefined) {
      columns = 'text' in read ? (csvFields(withoutCarriageReturn(read.text).replace(/^\ufeff/, '')) ?? []) : [];
      continue;
    }
    if (++rows > most || recordings.size > MAX_RECORDINGS)
      throw new FailureError(
        'import-too-large',
        `more than ${most} rows or ${MAX_RECORDINGS} recordings; NDJSON has no such limit`,
      );
    const reason = added(recordings, columns, read);
    yield reason === undefined ? { kind: 'row', line: read.line } : { kind: 'bad', line: read.line, reason };
  }
}

/** Adds a row. @returns the reason if the row is invalid */
function added(recordings: TidyRecordings, columns: readonly string[], read: Line): string | undefined {
  if ('reason' in read) return read.reason;
  if (read.text.length > MAX_ROW) return `longer than ${MAX_ROW} characters`;
  const fields = csvFields(withoutCarriageReturn(read.text));
  if (fields === undefined) return 'unbalanced quotes';
  const row: TidyRow = Object.fromEntries(columns.flatMap((column, i) => (i < fields.length ? [[column, fields[i] ?? '']] : []))); // prettier-ignore
  try {
    recordings.add(row, read.line);
    return undefined;
  } catch (error) {
    if (error instanceof CastFileError) return error.reason;
    throw error;
  }
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
