import type { Failure } from '@wandcast/protocol';

/** Why the room did not do what a person asked of it: nobody was asked, nobody answered, or it was refused. */
export type RequestErrorReason = 'out-of-reach' | 'no-answer' | Failure;

/** Something a person asked of the room, and that was not done. Its message is for people, in English. */
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
