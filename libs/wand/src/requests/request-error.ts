import type { Failure } from '@wandcast/protocol';

/** Why a request failed: no connection, no answer in time, or the server's refusal. */
export type RequestErrorReason = 'not-connected' | 'no-answer' | Failure;

/** A request that failed. The message is English text for users. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(readonly reason: RequestErrorReason) {
    super(messageOf(reason));
  }
}

function messageOf(reason: RequestErrorReason): string {
  if (reason === 'not-connected') return 'The server cannot be reached.';
  return reason === 'no-answer' ? 'The server did not answer.' : reason.message;
}
