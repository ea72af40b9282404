import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeOverview, type CastId, type OverviewPage } from '@wandcast/protocol';
import { BulkReads, type PageReader } from '../../platform/limits/bulk-reads.js';
import { OverviewNames, columnsOf } from './overview-page.js';
import { OverviewRepository } from './overview.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts read and packed before yielding to the event loop: about 5 ms. */
const PAGE = 500;

/** Longest time between setting `received_at` and the commit, ms (the query_timeout of Database). */
const COMMIT_MS = 10_000;

/** Part of a page that is read in one turn. */
interface ReadPage extends Omit<OverviewPage, 'total' | 'until' | 'isLast'> {
  /** The cast after which the next page begins; null if this is the last page. */
  readonly after: CastId | null;
}

/** Encodes all casts of this event for the explorer. */
@RoomPart()
export class CastsOverview {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly bulk: BulkReads,
    private readonly room: Room,
  ) {}

  /**
   * Encoded pages. Reads one page ahead of the consumer.
   * @param since ms since 1970; also includes casts received shortly before, so that none is missed. Null for all casts
   * @throws the reason of `reader.gone`
   */
  async *pages(since: number | null, reader: PageReader): AsyncGenerator<Uint8Array, void> {
    const eventId = this.room.id;
    const from = new Date(since === null ? 0 : since - COMMIT_MS);
    const names = new OverviewNames();
    const [now, first, total] = await this.bulk.page(reader, () =>
      Promise.all([this.overview.now(), this.read(from, null, names), this.overview.count(eventId, from)]),
    );
    const until = now.getTime();
    for (let next = Promise.resolve(first); ;) {
      const { after, ...page } = await next;
      if (after !== null) {
        next = this.bulk.page(reader, () => this.read(from, after, names)); // in parallel with sending this page
        next.catch(() => undefined); // if the client disconnected, nothing awaits this promise
      }
      yield encodeOverview({ ...page, total, until, isLast: after === null });
      if (after === null) return;
      await nextTurn();
    }
  }

  /** A page of casts, with the names that `names` lacked. */
  private async read(from: Date, previous: CastId | null, names: OverviewNames): Promise<ReadPage> {
    const rows = await this.overview.page(this.room.id, from, previous, PAGE);
    const columns = columnsOf(rows, names);
    const [people, spells, models] = [names.people.takeNew(), names.spells.takeNew(), names.models.takeNew()];
    const nicknames = people.length === 0 ? undefined : await this.overview.nicknames(people);
    const named = people.map((id) => ({ id, nickname: nicknames?.get(id) ?? 'someone' }));
    const after = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
    return { count: rows.length, people: named, spells, models, columns, after };
  }
}
