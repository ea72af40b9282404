import { CastFileError, TIDY_COLUMNS, parseCastLine, type RecordedCast } from '@wandcast/gesture';
import { FailureError, MIN_CAST_SAMPLES, type CastFileFormat } from '@wandcast/protocol';
import {
  gunzipped,
  gzipFault,
  isCorruptGzip,
  isGzip,
  peek,
  stoppable,
  type Bytes,
} from '../../../platform/files/byte-stream.js';
import { WorkSlices } from '../../../platform/limits/work-slices.js';
import { csvFields } from './csv-fields.js';
import type { FileItem } from './file-item.js';
import { linesOf } from '../../../platform/files/line-reader.js';
import { MAX_ROW, tidyItems } from './tidy-csv-rows.js';

/** Bytes examined to detect the format. */
const PEEK_BYTES = 64 * 1024;

/** Longest id, user name or label, in UTF-16 units. */
const MAX_NAME = 200;

export interface CastFile {
  readonly format: CastFileFormat;
  readonly isGzipped: boolean;
  /** Casts and bad lines, in file order. */
  readonly items: AsyncGenerator<FileItem>;
}

/**
 * Opens a file of casts: NDJSON or tidy CSV, gzipped or not, detected from the content.
 * @param abort stops the reading at any byte
 * @param slices of the work that reading is a part of
 * @throws FailureError `file-unreadable` if it is neither, the reason of `abort`; iterating `items` may throw `import-too-large`
 */
export async function readCastFile(
  bytes: Bytes,
  abort: AbortSignal = new AbortController().signal,
  slices = new WorkSlices(),
): Promise<CastFile> {
  const raw = await peek(bytes, 2);
  const isGzipped = isGzip(raw.start);
  const { start, all, error } = await peek(
    stoppable(isGzipped ? gunzipped(raw.all) : raw.all, abort, slices),
    PEEK_BYTES,
  );
  abort.throwIfAborted();
  const format = formatOf(start.toString('utf8'), isGzipped, error);
  return { format, isGzipped, items: checked(format === 'ndjson' ? lineItems(all) : tidyItems(all)) };
}

/** @throws FailureError `file-unreadable` */
function formatOf(start: string, isGzipped: boolean, error: unknown): CastFileFormat {
  const lines = start.replace(/^\ufeff/, '').split(/\r?\n/);
  const [header = ''] = lines;
  const columns = (header.length > MAX_ROW ? undefined : csvFields(header)) ?? []; // every row looks for each of them
  if (TIDY_COLUMNS.every((column) => columns.includes(column))) return 'tidy-csv';
  if (lines.some((line) => line.trimStart().startsWith('{'))) return 'ndjson';
  throw new FailureError('file-unreadable', whyUnreadable(start, isGzipped, error));
}

/** @param error read instead of the rest of the file */
function whyUnreadable(start: string, isGzipped: boolean, error: unknown): string {
  if (isCorruptGzip(error)) return gzipFault(error);
  if (start === '') return isGzipped ? 'the gzip file is empty or damaged' : 'it is empty';
  if (start.startsWith('PK')) return 'it is a zip: unpack it first';
  if (start.trimStart().startsWith('[')) return 'it is a JSON array: NDJSON needs one cast per line';
  return `it is neither NDJSON nor a CSV with the columns ${TIDY_COLUMNS.join(', ')}`;
}

async function* lineItems(bytes: Bytes): AsyncGenerator<FileItem> {
  let isFirst = true;
  for await (const read of linesOf(bytes)) {
    if ('reason' in read) yield { kind: 'bad', ...read };
    else yield itemOf(read.line, isFirst ? read.text.replace(/^\ufeff/, '') : read.text);
    isFirst = false;
  }
}

function itemOf(line: number, text: string): FileItem {
  try {
    return { kind: 'cast', line, cast: parseCastLine(text, line) };
  } catch (error) {
    if (error instanceof CastFileError) return { kind: 'bad', line, reason: error.reason };
    throw error;
  }
}

/** Reports casts that the server cannot store, and the point where a gzip file is damaged, as bad lines. */
async function* checked(items: AsyncGenerator<FileItem>): AsyncGenerator<FileItem> {
  let line = 0;
  try {
    for await (const item of items) {
      ({ line } = item);
      const reason = item.kind === 'cast' ? rejectionReason(item.cast) : undefined;
      yield reason === undefined ? item : { kind: 'bad', line, reason };
    }
  } catch (error) {
    if (!isCorruptGzip(error)) throw error;
    yield { kind: 'bad', line: line + 1, reason: gzipFault(error) };
  }
}

function rejectionReason({ id, user, label, signal }: RecordedCast): string | undefined {
  const samples = signal.t.length;
  if (samples < MIN_CAST_SAMPLES) return `${samples} samples; a cast needs at least ${MIN_CAST_SAMPLES}`;
  const long = Object.entries({ id, user, label }).find(([, name]) => (name?.length ?? 0) > MAX_NAME);
  return long === undefined ? undefined : `${long[0]} is longer than ${MAX_NAME} characters`;
}
