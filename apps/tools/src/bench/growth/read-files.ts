import { UsageError } from '../../cli/usage-error.js';

/** How a file of the server arrived. */
export interface FileReading {
  /** Until its first byte, ms. */
  readonly firstMs: number;
  readonly ms: number;
  readonly mb: number;
}

/**
 * Reads a file of a member, uncompressed: to expand it would take this process longer than the server needs to send it.
 * @param mostMs ends an endless one
 * @throws UsageError if the server refuses it
 */
export async function readFile(url: string, session: string, mostMs = Infinity): Promise<FileReading> {
  const began = performance.now();
  const over = new AbortController();
  const response = await fetch(url, {
    headers: { cookie: `wandcast=${session}`, 'accept-encoding': 'identity' },
    signal: over.signal,
  });
  if (!response.ok || response.body === null)
    throw new UsageError(`the Wandcast server refused ${new URL(url).pathname}: ${response.status}`);
  let [firstMs, bytes] = [NaN, 0];
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    if (bytes === 0) firstMs = performance.now() - began;
    bytes += chunk.byteLength;
    if (performance.now() - began > mostMs) break;
  }
  const ms = performance.now() - began;
  over.abort();
  return { firstMs, ms, mb: bytes / 1e6 };
}
