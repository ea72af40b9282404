import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeOverview, type CastId } from '@wandcast/protocol';
import { OverviewNames, columnsOf } from './overview-page.js';
import { OverviewRepository, type OverviewRow } from './overview.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts read and packed before others have their turn: about 5 ms of the event loop. */
const PAGE = 500;

/** A cast is dated before it is committed, by this much at most (Database's query_timeout), ms. */
const COMMIT_MS = 10_000;

/** All casts of this event, as an explorer holds them. */
@RoomPart()
export class CastsOverview {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly room: Room,
  ) {}

  /**
   * Pages as bytes, one at a time: the next is read when the one before was taken.
   * @param since ms: casts that came later, and some that came shortly before; null for all
   */
  async *pages(since: number | null): AsyncGenerator<Uint8Array> {
    const eventId = this.room.id;
    const from = new Date(since === null ? 0 : since - COMMIT_MS);
    const [until, total] = [(await this.overview.now()).getTime(), await this.overview.count(eventId, from)];
    const names = new OverviewNames();
    const read = (after: CastId | null): Promise<OverviewRow[]> => this.overview.page(eventId, from, after, PAGE);
    for (let next = read(null); ;) {
      const rows = await next;
      const last = rows.at(-1);
      const isLast = last === undefined || rows.length < PAGE;
      if (!isLast) {
        next = read(last.id); // while these are packed and sent
        next.catch(() => undefined); // of a reader who left, nobody waits for it
      }
      const columns = columnsOf(rows, names);
      const [people, spells, models] = [names.people.tell(), names.spells.tell(), names.models.tell()];
      const nicknames = people.length === 0 ? undefined : await this.overview.nicknames(people);
      const called = people.map((id) => ({ id, nickname: nicknames?.get(id) ?? 'someone' }));
      yield encodeOverview({ count: rows.length, total, until, isLast, people: called, spells, models, columns });
      if (isLast) return;
      await nextTurn();
    }
  }
}
