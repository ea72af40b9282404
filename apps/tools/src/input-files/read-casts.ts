import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { CastFileError, parseCastLine, tidyCsvCastsFrom, type RecordedCast, type TidyRow } from '@wandcast/gesture';
import { CsvError, parse } from 'csv-parse';
import { UsageError } from '../cli/command.js';

/**
 * Reads the casts of a file: NDJSON, one cast a line, or the 2018 talk's tidy CSV (`.csv`); either may be gzipped (`.gz`).
 * @throws UsageError naming the file, the line and what is wrong with it
 */
export async function readCasts(file: string): Promise<RecordedCast[]> {
  const text = createReadStream(file);
  const plain = file.endsWith('.gz') ? createGunzip() : undefined;
  if (plain !== undefined) text.on('error', (error: Error) => plain.destroy(error)).pipe(plain);
  const source = plain ?? text;
  const casts: RecordedCast[] = [];
  try {
    if (/\.csv(\.gz)?$/i.test(file)) {
      const rows = parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
      source.on('error', (error: Error) => rows.destroy(error)).pipe(rows);
      for await (const cast of tidyCsvCastsFrom(rows as AsyncIterable<TidyRow>)) casts.push(cast);
    } else for await (const cast of linesAsCasts(source)) casts.push(cast);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error as Error)}`);
  } finally {
    text.destroy();
  }
  if (casts.length === 0) throw new UsageError(`${file}: holds no cast`);
  return casts;
}

async function* linesAsCasts(source: NodeJS.ReadableStream): AsyncGenerator<RecordedCast> {
  let number = 0;
  for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '') yield parseCastLine(line, number);
  }
}

function reasonOf(error: Error): string {
  if (error instanceof CastFileError || error instanceof CsvError) return error.message;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code.startsWith('Z_')) return 'it is not a whole gzip file';
  return reasons.get(code) ?? error.message;
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it may not be read'],
  ['EISDIR', 'it is a folder'],
]);
