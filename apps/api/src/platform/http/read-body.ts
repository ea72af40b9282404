import type { FailureError } from '@wandcast/protocol';
import type { Request } from 'express';

/** The body of a request. @param tooLong thrown if the body exceeds `maxBytes` */
export async function readBody(request: Request, maxBytes: number, tooLong: FailureError): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLong;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.byteLength;
    if (length > maxBytes) throw tooLong;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
