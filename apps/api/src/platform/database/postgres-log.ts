import fs from 'node:fs';
import path from 'node:path';

/** How much of the log's end is read, bytes. */
const READ_BYTES = 16_384;

/** The last reason why PostgreSQL ended, from its log, and where to read more. */
export function lastFault(folder: string): string {
  const file = path.join(folder, 'postgres.log');
  const faults = endOf(file).match(/(?:FATAL|PANIC): .*/g);
  const fault = faults?.at(-1)?.replace(/^\w+: +/, '');
  return fault === undefined ? `see ${file}` : `${fault} (${file})`;
}

function endOf(file: string): string {
  try {
    const log = fs.openSync(file, 'r');
    try {
      const { size } = fs.fstatSync(log);
      const bytes = Buffer.alloc(Math.min(size, READ_BYTES));
      fs.readSync(log, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8');
    } finally {
      fs.closeSync(log);
    }
  } catch {
    return '';
  }
}
