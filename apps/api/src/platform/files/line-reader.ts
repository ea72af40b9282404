import type { BadLine } from '@wandcast/protocol';
import type { Bytes } from './byte-stream.js';

/** Longest line, bytes: three times a 30 s cast with all channels at full precision. */
export const MAX_LINE_BYTES = 2 * 1024 * 1024;

export type Line = { readonly line: number; readonly text: string } | BadLine;

const NEWLINE = 10;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The non-empty lines of a stream. Buffers one line at most; a line over the limit becomes a bad line. */
export async function* linesOf(bytes: Bytes): AsyncGenerator<Line> {
  let line = 1;
  let chunks: Uint8Array[] = [];
  let length = 0;
  const append = (piece: Uint8Array): void => {
    length += piece.byteLength;
    if (length > MAX_LINE_BYTES) chunks = [];
    else if (piece.byteLength > 0) chunks.push(piece);
  };
  const flush = (): Line | undefined => {
    const read = length > MAX_LINE_BYTES ? tooLong(line) : lineOf(line, Buffer.concat(chunks));
    [chunks, length] = [[], 0];
    line++;
    return 'text' in read && read.text.trim() === '' ? undefined : read;
  };
  for await (const piece of bytes) {
    let from = 0;
    for (;;) {
      // Byte by byte: a file may have nothing but line breaks, and to search for each takes much longer.
      if (length === 0) for (; piece[from] === NEWLINE; from++) line++;
      const end = piece.indexOf(NEWLINE, from);
      if (end < 0) break;
      append(piece.subarray(from, end));
      from = end + 1;
      const read = flush();
      if (read !== undefined) yield read;
    }
    append(piece.subarray(from));
  }
  const last = flush();
  if (last !== undefined) yield last;
}

function lineOf(line: number, bytes: Uint8Array): Line {
  try {
    return { line, text: utf8.decode(bytes) };
  } catch {
    return { line, reason: 'not UTF-8' };
  }
}

function tooLong(line: number): BadLine {
  return { line, reason: `longer than ${MAX_LINE_BYTES / 1024 / 1024} MB` };
}
