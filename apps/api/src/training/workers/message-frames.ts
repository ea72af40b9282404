import { deserialize, serialize } from 'node:v8';

/** Bytes of the length that comes before each message. */
const LENGTH_BYTES = 4;

/** The largest message: a model with all its parts is some 10 MB. */
const MAX_BYTES = 256 * 2 ** 20;

/** A message as bytes, with its length. Typed arrays stay what they are. */
export function frameOf(message: unknown): Buffer {
  const bytes = serialize(message);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The messages of a stream of frames. Only for streams of the same version of this product. @throws Error if it is cut off */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let length: number | undefined;
  const take = (count: number): Buffer => {
    const all = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    [chunks, bytes] = [[all.subarray(count)], bytes - count];
    return all.subarray(0, count);
  };
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    while (bytes >= (length ?? LENGTH_BYTES)) {
      if (length === undefined) {
        length = take(LENGTH_BYTES).readUInt32BE();
        if (length > MAX_BYTES) throw new Error(`a message of ${length} bytes is too large`);
      } else {
        const message: unknown = deserialize(take(length));
        length = undefined;
        yield message;
      }
    }
  }
  if (bytes > 0 || length !== undefined) throw new Error('the stream ended within a message');
}
