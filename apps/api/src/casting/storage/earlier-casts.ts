import { FailureError, type CastId, type StoredCast } from '@wandcast/protocol';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import type { CastRow } from './cast-row.js';
import type { EarlierCast } from './cast-rows.repository.js';

/** Looks up casts that may be stored already. */
export class EarlierCasts {
  private readonly lookUps: BatchedCalls<CastId, EarlierCast>;

  constructor(findAll: (ids: readonly CastId[]) => Promise<Map<CastId, EarlierCast>>) {
    this.lookUps = new BatchedCalls(findAll);
  }

  /**
   * The answer to a cast that is stored; undefined if it is not.
   * @throws FailureError `cast-conflict` if another cast has its id, and as `findAll`
   */
  async answer(cast: Pick<CastRow, 'id' | 'participantId' | 'checksum'>): Promise<StoredCast | undefined> {
    const earlier = await this.lookUps.call(cast.id);
    if (earlier === undefined) return undefined;
    if (earlier.participantId !== cast.participantId || earlier.checksum !== cast.checksum)
      throw new FailureError('cast-conflict');
    return { castId: cast.id, duplicate: true, recognition: earlier.recognition };
  }
}
