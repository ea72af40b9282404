import { PassThrough, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FailureError } from '@wandcast/protocol';
import type { WorkSlices } from '../limits/work-slices.js';

export type Bytes = AsyncIterable<Uint8Array>;

/** Largest unpacked size of a file, bytes. Guards against gzip bombs. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024 * 1024;

/** The first bytes of a stream, and the complete stream including them. */
interface PeekedStream {
  readonly start: Buffer;
  readonly all: Bytes;
  /** The read error, if it came first. */
  readonly error: unknown;
}

/** Reads ahead until `length` bytes have arrived or the stream ends. `all` rethrows a read error at its position. */
export async function peek(bytes: Bytes, length: number): Promise<PeekedStream> {
  const source = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let failed: { readonly error: unknown } | undefined;
  for (let received = 0; received < length && failed === undefined;) {
    const next = await source.next().catch((error: unknown) => {
      failed = { error };
      return { done: true, value: undefined } as const;
    });
    if (next.done === true) break;
    received += next.value.byteLength;
    pieces.push(next.value);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
      if (failed !== undefined) throw failed.error;
      for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  }
  return { start: Buffer.concat(pieces), all: all(), error: failed?.error };
}

/** Most bytes between two looks at the time: a megabyte of line breaks takes 30 ms, and this half a millisecond. */
const PART_BYTES = 16 * 1024;

/**
 * The same stream in parts that let others work in between and can be stopped at each. @throws the reason of `abort`
 */
export async function* stoppable(bytes: Bytes, abort: AbortSignal, slices: WorkSlices): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes)
    for (let at = 0; at < piece.byteLength; at += PART_BYTES) {
      if (slices.isOver) await slices.rest();
      abort.throwIfAborted();
      yield piece.subarray(at, at + PART_BYTES);
    }
}

/** Whether a file is gzipped, by its first two bytes (RFC 1952). */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * Unpacks a gzip stream while reading, up to the point where it is damaged.
 * @throws a zlib error if the file is damaged, FailureError `import-too-large`
 */
export async function* gunzipped(bytes: Bytes, most: number = MAX_UNPACKED_BYTES): AsyncGenerator<Uint8Array> {
  const [packed, gunzip, unpacked] = [Readable.from(bytes), createGunzip(), new PassThrough()];
  let failed: { readonly error: unknown } | undefined;
  const end = (error: unknown): void => {
    failed ??= { error };
    unpacked.end(); // after what was unpacked before the error
  };
  packed.on('error', end).pipe(gunzip).on('error', end).pipe(unpacked);
  let left = most;
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      left -= piece.byteLength;
      if (left < 0) throw new FailureError('import-too-large', `it unpacks to more than ${most} bytes`);
      yield piece;
    }
  } finally {
    for (const stream of [packed, gunzip, unpacked]) stream.destroy();
  }
  if (failed !== undefined) throw failed.error;
}

/** What is wrong with a gzip file, by the error that zlib threw. */
export function gzipFault(error: Error): string {
  const isLater = error.message === 'incorrect header check'; // {@link isGzip} has checked the header of the file
  return isLater ? 'something else follows the gzip data' : 'the gzip file is damaged or ends here';
}

/** Whether zlib threw this error because a gzip file is damaged or truncated. */
export function isCorruptGzip(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
