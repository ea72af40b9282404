import {
  MAX_CASTS_SHOWN,
  unpackFetchedCasts,
  type Answer,
  type CastId,
  type Failure,
  type FetchedCast,
  type ListedCast,
} from '@wandcast/protocol';
import type { PendingCast } from './pending-cast.js';
import { ask, type Requester } from '../requests/ask.js';
import { RequestError } from '../requests/request-error.js';
import type { Outbox } from './outbox.js';

/**
 * The participant's own casts, pending and stored: list, fetch, delete. Methods reject with a `RequestError` if the
 * server cannot be reached, does not answer, or refuses.
 */
export class OwnCasts {
  /** @param socket undefined while the wand is not connected */
  constructor(
    private readonly outbox: Pick<Outbox, 'list' | 'withdraw' | 'areUnsent'>,
    private readonly socket: () => Requester | undefined,
  ) {}

  /** Finished casts the server has not acknowledged yet, oldest first. */
  get waiting(): readonly PendingCast[] {
    return this.outbox.list();
  }

  /** Stored casts, newest first, starting after the cast `after`. */
  list(after: CastId | null = null, limit = 500): Promise<readonly ListedCast[]> {
    return this.ask((socket) => socket.emitWithAck('casts:list', { after, limit }));
  }

  /** Stored casts with their samples, at most MAX_CASTS_FETCHED. */
  async fetch(castIds: readonly CastId[]): Promise<readonly FetchedCast[]> {
    return unpackFetchedCasts(await this.ask((socket) => socket.emitWithAck('casts:fetch', { castIds: [...castIds] })));
  }

  /** Deletes casts on this phone and on the server. Needs no connection if none of them was ever sent. */
  async delete(castIds: readonly CastId[]): Promise<void> {
    const areUnsent = this.outbox.areUnsent(castIds);
    if (this.socket() === undefined && !areUnsent) throw new RequestError('not-connected');
    await this.outbox.withdraw(castIds);
    if (this.socket() === undefined && areUnsent) return;
    for (let from = 0; from < castIds.length; from += MAX_CASTS_SHOWN) {
      const chunk = castIds.slice(from, from + MAX_CASTS_SHOWN);
      await this.ask((socket) => socket.emitWithAck('casts:delete', { castIds: chunk }));
    }
  }

  /** Confirms that a stored cast was recognized correctly: later answers are adapted to it. */
  async confirm(castId: CastId): Promise<void> {
    await this.ask((socket) => socket.emitWithAck('cast:confirm', { castId }));
  }

  /** Later answers are no longer adapted to the casts made so far, which stay. */
  async forgetAdaptation(): Promise<void> {
    await this.ask((socket) => socket.emitWithAck('adaptation:forget', {}));
  }

  /** Deletes the participant and all their casts on the server. */
  async forget(): Promise<void> {
    await this.ask((socket) => socket.emitWithAck('me:forget', {}));
  }

  private ask<T>(request: (socket: Requester) => Promise<Answer<T>>): Promise<T> {
    return ask(this.socket(), request);
  }
}

/** Whether the participant was deleted, for example in another tab. This wand must send nothing more. */
export function isForgotten({ code }: Failure): boolean {
  return code === 'participant-forgotten';
}
