import { FailureError, type CastId, type StoredCast } from '@wandcast/protocol';
import type { CastRow } from './cast-row.js';
import type { EarlierCast } from './cast-rows.repository.js';

/** Look-ups that share a query. */
interface LookUp {
  readonly ids: Set<CastId>;
  readonly found: Promise<Map<CastId, EarlierCast>>;
}

/**
 * Looks up casts that may be stored already. Look-ups that arrive during a query form the next one, so that a room that
 * replays at once never takes more than one connection of the database.
 */
export class EarlierCasts {
  private next: LookUp | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly findAll: (ids: readonly CastId[]) => Promise<Map<CastId, EarlierCast>>) {}

  /**
   * The answer to a cast that is stored; undefined if it is not.
   * @throws FailureError `cast-conflict` if another cast has its id, and as `findAll`
   */
  async answer(cast: Pick<CastRow, 'id' | 'participantId' | 'checksum'>): Promise<StoredCast | undefined> {
    const earlier = await this.find(cast.id);
    if (earlier === undefined) return undefined;
    if (earlier.participantId !== cast.participantId || earlier.checksum !== cast.checksum)
      throw new FailureError('cast-conflict');
    return { castId: cast.id, duplicate: true, recognition: earlier.recognition };
  }

  private async find(id: CastId): Promise<EarlierCast | undefined> {
    const { ids, found } = (this.next ??= this.begin());
    ids.add(id);
    return (await found).get(id);
  }

  private begin(): LookUp {
    const ids = new Set<CastId>();
    const found = this.running.then(() => {
      this.next = undefined; // later ones may have been stored since
      return this.findAll([...ids]);
    });
    this.running = found.catch(() => undefined);
    return { ids, found };
  }
}
