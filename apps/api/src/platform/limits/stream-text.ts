import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Response } from 'express';
import { endStalled } from './end-stalled.js';
import type { Log } from '../logging/log.js';

/** Level 1 takes a fifth of the CPU time of the default one, of people who cast meanwhile, for files a fifth larger. */
const GZIP = { level: 1, chunkSize: 64 * 1024 };

interface TextStream {
  readonly isGzipped: boolean;
  /** Ends the download of a client that reads nothing for so long, ms. */
  readonly stalledMs: number;
  readonly log: Log;
}

/**
 * Sends a text that is generated while it is read. Errors abort the response, because the headers are already sent; the
 * client sees an incomplete download.
 */
export async function streamText(
  text: AsyncGenerator<string | Uint8Array>,
  response: Response,
  { isGzipped, stalledMs, log }: TextStream,
): Promise<void> {
  response.set('cache-control', 'no-store');
  endStalled(response, stalledMs);
  try {
    if (isGzipped) await pipeline(Readable.from(text), createGzip(GZIP), response);
    else await pipeline(Readable.from(text), response);
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'a download was interrupted');
  }
}
