import type { Failure } from '@wandcast/protocol';

/** Why a request failed: no connection, no answer in time, or the server's refusal. */
export type RequestErrorReason = 'out-of-reach' | 'no-answer' | Failure;

/** A request that failed. The message is English text for users. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(readonly reason: RequestErrorReason) {
    super(messageOf(reason));
  }
}

function messageOf(reason: RequestErrorReason): string {
  if (reason === 'out-of-reach') return 'The room is out of reach for now.';
  return reason === 'no-answer' ? 'The room did not answer.' : reason.message;
}
