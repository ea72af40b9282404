import type { ServerResponse } from 'node:http';

/** Ends a download whose client reads nothing for long. One that waits for its next piece goes on. */
export function endStalled(response: ServerResponse, afterMs: number): void {
  response.setTimeout(afterMs, () => {
    if (response.writableLength > 0) response.destroy();
  });
}
