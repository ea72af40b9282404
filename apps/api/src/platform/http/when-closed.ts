import type { Response } from 'express';

/** Aborts when a response is sent, or its client has gone. */
export function whenClosed(response: Response): AbortSignal {
  const closing = new AbortController();
  response.once('close', () => {
    closing.abort();
  });
  return closing.signal;
}
