import type { ServerResponse } from 'node:http';

/** Aborts when a response is sent, or its client has gone; at once if that has happened already. */
export function whenClosed(response: ServerResponse): AbortSignal {
  if (response.closed || response.destroyed) return AbortSignal.abort();
  const closing = new AbortController();
  response.once('close', () => {
    closing.abort();
  });
  return closing.signal;
}
