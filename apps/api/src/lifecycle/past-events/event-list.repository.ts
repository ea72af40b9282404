import { Injectable } from '@nestjs/common';
import { FailureError, type EventBook, type EventCode, type ListedEvent } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { eventTimes, type BinCount } from './event-times.js';

/** Resolution of the picture of an event's casts, ms. */
export const BIN_MS = 3 * 60_000;

interface EventRow {
  readonly id: string;
  readonly code: EventCode;
  readonly title: string;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
  readonly isCurrent: boolean;
  readonly bookId: string;
  readonly bookName: string;
  readonly archived: boolean;
  readonly spells: EventBook['spells'];
  readonly rounds: number;
  readonly labeled: number;
}

interface PeopleRow {
  readonly id: string;
  readonly people: number;
  readonly casts: number;
  readonly importedPeople: number;
  readonly importedCasts: number;
}

interface BinRow extends BinCount {
  readonly id: string;
}

/**
 * Lists events with their figures: a fixed number of grouped queries per page. Casts are counted by indexes alone, because
 * a page can have 200,000 of them and their rows are large.
 */
@Injectable()
export class EventListRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The events of a room, newest first. @param before id of the last event of the previous page */
  async page(roomId: string, before: string | null, limit: number): Promise<ListedEvent[]> {
    const inRoom = Prisma.sql`WHERE room_id = ${roomId}::uuid`;
    return this.read(
      before === null
        ? inRoom
        : Prisma.sql`${inRoom} AND (created_at, id) < (SELECT created_at, id FROM events WHERE id = ${before}::uuid)`,
      limit,
    );
  }

  count(roomId: string): Promise<number> {
    return this.prisma.event.count({ where: { roomId } });
  }

  /** Also finds deleted events, until their grace period is over. @throws FailureError `event-deleted` */
  async get(id: string): Promise<ListedEvent> {
    const [event] = await this.read(Prisma.sql`WHERE id = ${id}::uuid`, 1);
    if (event === undefined) throw new FailureError('event-deleted', id);
    return event;
  }

  private async read(which: Prisma.Sql, limit: number): Promise<ListedEvent[]> {
    const rows = await this.rows(which, limit);
    const ids = rows.map(({ id }) => id);
    const [people, bins] = await Promise.all([this.people(ids), this.bins(ids)]);
    const peopleOf = new Map(people.map((row) => [row.id, row]));
    return rows.map(({ createdAt, deletedAt, bookId, bookName, archived, spells, ...row }) => {
      const own = peopleOf.get(row.id);
      return {
        ...row,
        ...{ createdAt: createdAt.getTime(), deletedAt: deletedAt?.getTime() ?? null },
        book: { id: bookId, name: bookName, archived, spells },
        ...{ people: own?.people ?? 0, casts: own?.casts ?? 0 },
        imported: { people: own?.importedPeople ?? 0, casts: own?.importedCasts ?? 0 },
        times: eventTimes(bins.filter(({ id }) => id === row.id), BIN_MS), // prettier-ignore
      };
    });
  }

  private rows(which: Prisma.Sql, limit: number): Promise<EventRow[]> {
    return this.prisma.$queryRaw<EventRow[]>`
      WITH page AS (SELECT * FROM events ${which} ORDER BY created_at DESC, id DESC LIMIT ${limit})
      SELECT e.id, e.code, e.title, e.created_at AS "createdAt", e.deleted_at AS "deletedAt",
        e.id = (SELECT id FROM events WHERE room_id = e.room_id ORDER BY created_at DESC, id DESC LIMIT 1)
          AND EXISTS (SELECT FROM rooms WHERE id = e.room_id AND archived_at IS NULL) AS "isCurrent",
        b.id AS "bookId", b.name AS "bookName", b.archived_at IS NOT NULL AS "archived",
        coalesce(s.spells, '[]') AS "spells", coalesce(r.rounds, 0) AS "rounds", coalesce(l.labeled, 0) AS "labeled"
      FROM page e JOIN spellbooks b ON b.id = e.spellbook_id
      LEFT JOIN (
        SELECT spellbook_id, json_agg(json_build_object('id', id, 'hue', hue, 'glyph', glyph)
          ORDER BY position, created_at) AS spells
        FROM spells WHERE removed_at IS NULL AND spellbook_id IN (SELECT spellbook_id FROM page) GROUP BY 1
      ) s ON s.spellbook_id = b.id
      LEFT JOIN (
        SELECT event_id, count(*)::int AS rounds FROM rounds
        WHERE NOT undone AND event_id IN (SELECT id FROM page) GROUP BY 1
      ) r ON r.event_id = e.id
      LEFT JOIN (
        SELECT c.event_id, count(*)::int AS labeled FROM current_labels c JOIN participants p ON p.id = c.participant_id
        WHERE NOT p.imported AND c.event_id IN (SELECT id FROM page)
          AND NOT EXISTS (SELECT FROM casts part WHERE part.original_id = c.cast_id) GROUP BY 1
      ) l ON l.event_id = e.id
      ORDER BY e.created_at DESC, e.id DESC`;
  }

  private people(ids: readonly string[]): Promise<PeopleRow[]> {
    return this.prisma.$queryRaw<PeopleRow[]>`
      SELECT p.event_id AS "id", count(*) FILTER (WHERE NOT p.imported AND p.removal = 'no')::int AS "people",
        count(*) FILTER (WHERE p.imported AND c.casts > coalesce(uncounted.casts, 0))::int AS "importedPeople",
        coalesce(sum(c.casts - coalesce(uncounted.casts, 0)) FILTER (WHERE NOT p.imported), 0)::int AS "casts",
        coalesce(sum(c.casts - coalesce(uncounted.casts, 0)) FILTER (WHERE p.imported), 0)::int AS "importedCasts"
      FROM participants p CROSS JOIN LATERAL (SELECT count(*) AS casts FROM casts WHERE participant_id = p.id) c
      LEFT JOIN (
        SELECT participant_id, count(*) AS casts FROM (
          SELECT participant_id, id FROM casts WHERE original_id IS NOT NULL
          UNION SELECT participant_id, id FROM casts
          WHERE import_id IN (SELECT id FROM imports WHERE removed_at IS NOT NULL)
        ) one GROUP BY 1
      ) uncounted ON uncounted.participant_id = p.id
      WHERE p.event_id = ANY(${ids}::uuid[]) GROUP BY 1`;
  }

  /** Casts of phones by time. Imported casts have no start by the server's clock. */
  private bins(ids: readonly string[]): Promise<BinRow[]> {
    return this.prisma.$queryRaw<BinRow[]>`
      SELECT event_id AS "id", floor(extract(epoch FROM began_at) * 1000 / ${BIN_MS}::int)::float8 AS "bin",
        count(*)::int AS "casts", extract(epoch FROM min(began_at))::float8 * 1000 AS "first",
        extract(epoch FROM max(began_at))::float8 * 1000 AS "last"
      FROM casts WHERE event_id = ANY(${ids}::uuid[]) AND began_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;
  }
}
