import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.js';
import {
  COPY_LINE,
  END_OF_ROWS,
  FOOTER_PREFIX,
  HEADER_PREFIX,
  SEQUENCE_LINE,
  backupFooter,
  backupHeader,
  type BackupHeader,
} from './backup-format.js';

/** Receives the parts of a backup in the order of the file. */
export interface BackupVisitor {
  header?(header: BackupHeader): Promise<void>;
  /** Must read all rows, each a line of COPY's text format with its line feed. */
  table(name: string, columns: readonly string[], rows: AsyncIterable<Buffer>): Promise<void>;
  sequence?(name: string, value: string): Promise<void>;
}

/** Longest line: a row with a model's weights, in hexadecimal. */
const MAX_LINE = 256 * 2 ** 20;

/**
 * Reads a backup and checks that it is whole.
 * @returns number of rows
 * @throws BackupError if it is damaged, cut off, or no backup; an error of the visitor as it is
 */
export async function readBackup(file: string, visitor: BackupVisitor): Promise<number> {
  const lines = linesOf(file);
  try {
    const first = await nextText(lines);
    if (!first?.startsWith(HEADER_PREFIX)) throw new BackupError(`${file} is not a backup of Wandcast`);
    await visitor.header?.(parse(backupHeader, first.slice(HEADER_PREFIX.length), file));
    const counted = new Map<string, number>();
    for (let line = await nextText(lines); line !== undefined; line = await nextText(lines)) {
      const [, table, columns] = COPY_LINE.exec(line) ?? [];
      const [, sequence, value] = SEQUENCE_LINE.exec(line) ?? [];
      if (table !== undefined && columns !== undefined) {
        if (counted.has(table)) throw damaged(file); // its rows would count only once
        const count = { rows: 0 };
        await visitor.table(table, columns.split(', '), rowsOf(lines, count, file));
        counted.set(table, count.rows);
      } else if (sequence !== undefined && value !== undefined) await visitor.sequence?.(sequence, value);
      else if (line.startsWith(FOOTER_PREFIX)) {
        const { rows } = parse(backupFooter, line.slice(FOOTER_PREFIX.length), file);
        const isWhole =
          Object.keys(rows).length === counted.size && [...counted].every(([name, n]) => rows[name] === n);
        // Only the end of the file tells whether all of it is as it was written: the checksum comes last.
        if (!isWhole || (await lines.next()).done !== true) throw damaged(file);
        return [...counted.values()].reduce((sum, n) => sum + n, 0);
      } else throw damaged(file);
    }
    throw damaged(file);
  } finally {
    await lines.return(undefined);
  }
}

type Lines = AsyncGenerator<Buffer, undefined>;

/** The rows up to the end of their table. */
async function* rowsOf(lines: Lines, count: { rows: number }, file: string): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await lines.next();
    if (line.done === true) throw damaged(file);
    if (line.value.length === 3 && line.value.toString('latin1') === `${END_OF_ROWS}\n`) return;
    count.rows++;
    yield line.value;
  }
}

/** Lines with their line feed. */
async function* linesOf(file: string): Lines {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error)).pipe(unzipped);
  let pending: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const line = chunk.subarray(from, end + 1);
        yield pending.length === 0 ? line : Buffer.concat([...pending, line]);
        [pending, length, from] = [[], 0, end + 1];
      }
      pending.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > MAX_LINE) throw damaged(file);
    }
    if (length > 0) throw damaged(file);
    return undefined;
  } catch (error) {
    throw readable(error as NodeJS.ErrnoException, file);
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

async function nextText(lines: Lines): Promise<string | undefined> {
  const line = await lines.next();
  return line.done === true ? undefined : line.value.toString('utf8', 0, line.value.length - 1);
}

function parse<T>(schema: { parse(value: unknown): T }, text: string, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw damaged(file);
  }
}

const damaged = (file: string): BackupError =>
  new BackupError(`${file} is damaged or was cut off: nothing was restored; use another backup`);

function readable(error: NodeJS.ErrnoException, file: string): Error {
  if (error.code === 'ENOENT') return new BackupError(`${file} does not exist`);
  if (error.code === 'EACCES' || error.code === 'EISDIR') return new BackupError(`${file} cannot be read`);
  return error.code?.startsWith('Z_') === true ? damaged(file) : error;
}
