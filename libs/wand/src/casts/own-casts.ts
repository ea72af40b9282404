import {
  MAX_CASTS_SHOWN,
  type Answer,
  type CastId,
  type Failure,
  type FetchedCast,
  type ListedCast,
  type ServerToWand,
  type WandToServer,
} from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import type { PendingCast } from './pending-cast.js';
import { RequestError } from './request-error.js';
import type { Outbox } from './outbox.js';

type Line = Pick<Socket<ServerToWand, WandToServer>, 'emitWithAck'>;

/**
 * What a person gave: casts that wait here, casts that the room has, and the way to take them back. Each method rejects
 * with a `RequestError` where the room is out of reach, does not answer or refuses.
 */
export class OwnCasts {
  /** @param line to the room; undefined where it is out of reach */
  constructor(
    private readonly outbox: Pick<Outbox, 'list' | 'withdraw' | 'areUnsent'>,
    private readonly line: () => Line | undefined,
  ) {}

  /** Finished casts the server has not acknowledged yet, oldest first. */
  get waiting(): readonly PendingCast[] {
    return this.outbox.list();
  }

  /** Stored casts, newest first, from the one before `after`. */
  list(after: CastId | null = null, limit = 500): Promise<readonly ListedCast[]> {
    return this.ask((line) => line.emitWithAck('casts:list', { after, limit }));
  }

  /** Stored casts with their samples, at most MAX_CASTS_FETCHED. */
  async fetch(castIds: readonly CastId[]): Promise<readonly FetchedCast[]> {
    const casts = await this.ask((line) => line.emitWithAck('casts:fetch', { castIds: [...castIds] }));
    return casts.map((cast) => ({ ...cast, samples: new Uint8Array(cast.samples) })); // bare buffers, in a browser
  }

  /** Takes casts back, from this phone and from the room. Those that were never sent need no room. */
  async delete(castIds: readonly CastId[]): Promise<void> {
    const areUnsent = this.outbox.areUnsent(castIds);
    if (this.line() === undefined && !areUnsent) throw new RequestError('out-of-reach');
    await this.outbox.withdraw(castIds);
    if (this.line() === undefined && areUnsent) return;
    for (let from = 0; from < castIds.length; from += MAX_CASTS_SHOWN) {
      const piece = castIds.slice(from, from + MAX_CASTS_SHOWN);
      await this.ask((line) => line.emitWithAck('casts:delete', { castIds: piece }));
    }
  }

  /** Takes everything back that the room has, and the person with it. */
  async forget(): Promise<void> {
    await this.ask((line) => line.emitWithAck('me:forget', {}));
  }

  private async ask<T>(say: (line: Line) => Promise<Answer<T>>): Promise<T> {
    const line = this.line();
    if (line === undefined) throw new RequestError('out-of-reach');
    const answer = await say(line).catch(() => undefined);
    if (answer === undefined) throw new RequestError('no-answer');
    if (!answer.ok) throw new RequestError(answer.failure);
    return answer.value;
  }
}

/** Whether the person took everything back, on another page: nothing of theirs may come from here any more. */
export function isForgotten({ code }: Failure): boolean {
  return code === 'participant-forgotten';
}
