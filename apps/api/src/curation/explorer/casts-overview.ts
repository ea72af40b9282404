import { encodeOverview, type CastId, type OverviewPage } from '@wandcast/protocol';
import { BulkWork, type BulkClient } from '../../platform/limits/bulk-work.js';
import { Downloads } from '../../platform/limits/downloads.js';
import { OverviewNames, columnsOf } from './overview-page.js';
import { OverviewRepository, type OverviewRow } from './overview.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts read, and then packed, without yielding to the event loop: about 4 ms each. */
const PAGE = 500;

/** Longest time between setting `received_at` and the commit, ms (the query_timeout of Database). */
const COMMIT_MS = 10_000;

/** Encodes all casts of this event for the explorer. */
@RoomPart()
export class CastsOverview {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly bulk: BulkWork,
    private readonly downloads: Downloads,
    private readonly room: Room,
  ) {}

  /**
   * Encoded pages. Each is read when the consumer asks for it.
   * @param since ms since 1970; also includes casts received shortly before, so that none is missed. Null for all casts
   * @throws FailureError `downloads-busy`, and the reason of `reader.gone`
   */
  pages(since: number | null, reader: BulkClient): AsyncGenerator<Uint8Array, void> {
    const from = since === null ? null : new Date(since - COMMIT_MS);
    return this.downloads.pieces('overview', reader, () => this.encode(from, reader));
  }

  private async *encode(from: Date | null, reader: BulkClient): AsyncGenerator<Uint8Array, void> {
    const eventId = this.room.eventId;
    const names = new OverviewNames();
    const [until, total] = await this.bulk.run(reader, () =>
      Promise.all([this.overview.now(), this.overview.count(eventId, from)]),
    );
    const pageAfter = (last: CastId | null) => () => this.overview.page(eventId, from ?? new Date(0), last, PAGE);
    for (let after: CastId | null = null; ;) {
      const rows: OverviewRow[] = await this.bulk.run(reader, pageAfter(after));
      after = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
      const rest = { total, until: until.getTime(), isLast: after === null };
      yield await this.bulk.run(reader, async () => encodeOverview({ ...(await this.pageOf(rows, names)), ...rest }));
      if (after === null) return;
    }
  }

  /** A page of casts, with the names that `names` lacked. */
  private async pageOf(
    rows: readonly OverviewRow[],
    names: OverviewNames,
  ): Promise<Omit<OverviewPage, 'total' | 'until' | 'isLast'>> {
    const columns = columnsOf(rows, names);
    const [people, spells, models] = [names.people.takeNew(), names.spells.takeNew(), names.models.takeNew()];
    const nicknames = people.length === 0 ? undefined : await this.overview.nicknames(people);
    const named = people.map((id) => ({ id, nickname: nicknames?.get(id) ?? 'someone' }));
    return { count: rows.length, people: named, spells, models, columns };
  }
}
