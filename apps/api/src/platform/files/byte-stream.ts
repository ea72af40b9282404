import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FailureError } from '@wandcast/protocol';

export type Bytes = AsyncIterable<Uint8Array>;

/** Largest unpacked size of a file, bytes. Guards against gzip bombs. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024 * 1024;

/** The first bytes of a stream, and the complete stream including them. */
interface PeekedStream {
  readonly start: Buffer;
  readonly all: Bytes;
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
  return { start: Buffer.concat(pieces), all: all() };
}

/** Whether a file is gzipped, by its first two bytes (RFC 1952). */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Unpacks a gzip stream while reading. @throws a zlib error if the file is damaged, FailureError `import-too-large` */
export async function* gunzipped(bytes: Bytes, most: number = MAX_UNPACKED_BYTES): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes), gunzip, () => undefined); // errors reach the reader of `gunzip`
  let left = most;
  for await (const piece of gunzip as AsyncIterable<Buffer>) {
    left -= piece.byteLength;
    if (left < 0) throw new FailureError('import-too-large', `it unpacks to more than ${most} bytes`);
    yield piece;
  }
}

/** Whether zlib threw this error because a gzip file is damaged or truncated. */
export function isCorruptGzip(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
