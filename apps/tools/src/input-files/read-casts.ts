import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { CastFileError, parseCastLine, tidyCsvCastsFrom, type RecordedCast, type TidyRow } from '@wandcast/gesture';
import { CsvError, parse } from 'csv-parse';
import { UsageError } from '../cli/usage-error.js';

/**
 * Reads the casts of a file: NDJSON with one cast per line, or the 2018 talk's tidy CSV (`.csv`), both optionally
 * gzipped (`.gz`).
 * @throws UsageError with file, line and reason
 */
export async function readCasts(file: string): Promise<RecordedCast[]> {
  const raw = createReadStream(file);
  const unzipped = file.endsWith('.gz') ? createGunzip() : undefined;
  if (unzipped !== undefined) raw.on('error', (error: Error) => unzipped.destroy(error)).pipe(unzipped);
  const source = unzipped ?? raw;
  const casts: RecordedCast[] = [];
  try {
    if (/\.csv(\.gz)?$/i.test(file)) {
      const rows = parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
      source.on('error', (error: Error) => rows.destroy(error)).pipe(rows);
      for await (const cast of tidyCsvCastsFrom(rows as AsyncIterable<TidyRow>)) casts.push(cast);
    } else for await (const cast of parseLines(source)) casts.push(cast);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error as Error)}`);
  } finally {
    raw.destroy();
  }
  if (casts.length === 0) throw new UsageError(`${file}: contains no casts`);
  return casts;
}

async function* parseLines(source: NodeJS.ReadableStream): AsyncGenerator<RecordedCast> {
  let number = 0;
  for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '') yield parseCastLine(line, number);
  }
}

function reasonOf(error: Error): string {
  if (error instanceof CastFileError || error instanceof CsvError) return error.message;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code.startsWith('Z_')) return 'incomplete or invalid gzip file';
  return reasons.get(code) ?? error.message;
}

const reasons = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'is a folder'],
]);
