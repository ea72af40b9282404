import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeOverview, type CastId } from '@wandcast/protocol';
import { BulkReads } from '../../platform/limits/bulk-reads.js';
import { OverviewNames, columnsOf } from './overview-page.js';
import { OverviewRepository, type OverviewRow } from './overview.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts read and packed before yielding to the event loop: about 5 ms. */
const PAGE = 500;

/** Longest time between setting `received_at` and the commit, ms (the query_timeout of Database). */
const COMMIT_MS = 10_000;

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
   * @param closed nobody reads the pages any more
   */
  async *pages(since: number | null, closed: AbortSignal = new AbortController().signal): AsyncGenerator<Uint8Array> {
    const eventId = this.room.id;
    const from = new Date(since === null ? 0 : since - COMMIT_MS);
    const names = new OverviewNames();
    const read = (after: CastId | null): Promise<OverviewRow[]> =>
      this.bulk.page(closed, () => this.overview.page(eventId, from, after, PAGE));
    const [now, first, total] = await Promise.all([
      this.overview.now(),
      read(null),
      this.overview.count(eventId, from),
    ]);
    const until = now.getTime();
    for (let next = Promise.resolve(first); ;) {
      const rows = await next;
      const last = rows.at(-1);
      const isLast = last === undefined || rows.length < PAGE;
      if (!isLast) {
        next = read(last.id); // in parallel with packing and sending this page
        next.catch(() => undefined); // if the client disconnected, nothing awaits this promise
      }
      const columns = columnsOf(rows, names);
      const [people, spells, models] = [names.people.takeNew(), names.spells.takeNew(), names.models.takeNew()];
      const nicknames = people.length === 0 ? undefined : await this.overview.nicknames(people);
      const named = people.map((id) => ({ id, nickname: nicknames?.get(id) ?? 'someone' }));
      yield encodeOverview({ count: rows.length, total, until, isLast, people: named, spells, models, columns });
      if (isLast) return;
      await nextTurn();
    }
  }
}
