import type { FailureError } from '@wandcast/protocol';
import type { Request } from 'express';
import { interruptionOf } from './interruption.js';

/**
 * The body of a request. @param tooLong thrown if the body exceeds `maxBytes`
 * @throws FailureError `invalid-message` if the connection ends before it
 */
export async function readBody(request: Request, maxBytes: number, tooLong: FailureError): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLong;
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      length += piece.byteLength;
      if (length > maxBytes) throw tooLong;
      pieces.push(piece);
    }
  } catch (error) {
    throw interruptionOf(request, error);
  }
  return Buffer.concat(pieces);
}
