import type { IncomingMessage } from 'node:http';
import { FailureError } from '@wandcast/protocol';

/**
 * What to throw for an error while a body is read. That its connection ended is no error of the server, and nobody is
 * left to read the answer.
 */
export function interruptionOf(request: IncomingMessage, error: unknown): unknown {
  const isInterrupted = !(error instanceof FailureError) && request.destroyed && !request.complete;
  return isInterrupted ? new FailureError('invalid-message', 'the connection ended before the body did') : error;
}
