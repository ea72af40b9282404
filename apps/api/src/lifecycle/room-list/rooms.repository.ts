import { Injectable } from '@nestjs/common';
import { FailureError, type EventCode, type FromConsole, type ListedRoom, type RoomPage } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { createEventIn, type PlannedStep, type SpellbookChoice } from '../../rooms/events/new-events.js';
import { GRACE_OVER } from '../past-events/grace-over.js';
import { lockRooms } from '../../rooms/events/room-lock.js';
import { lockBooks } from '../../rooms/spellbook/spellbook-lock.js';

interface RoomRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  readonly events: number;
  readonly code: EventCode;
  readonly title: string;
  readonly beganAt: Date;
}

@Injectable()
export class RoomsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Oldest first, without or only with archived ones. @param only ids to choose from; undefined for all */
  async page(
    organizationId: string,
    { archived, after, limit }: FromConsole<'room:list'>,
    only?: readonly string[],
  ): Promise<RoomPage> {
    const isOwn = Prisma.sql`organization_id = ${organizationId}::uuid`;
    const isArchived = archived ? Prisma.sql`archived_at IS NOT NULL` : Prisma.sql`archived_at IS NULL`;
    const isListed = only === undefined ? isArchived : Prisma.sql`${isArchived} AND id = ANY(${[...only]}::uuid[])`;
    const isAfter =
      after === null
        ? Prisma.sql`TRUE`
        : Prisma.sql`(created_at, id) > (SELECT created_at, id FROM rooms WHERE id = ${after}::uuid)`;
    const [rooms, total] = await Promise.all([
      this.read(Prisma.sql`WHERE ${isOwn} AND ${isListed} AND ${isAfter} ORDER BY created_at, id LIMIT ${limit}`),
      this.prisma.room.count({
        where: { organizationId, archivedAt: archived ? { not: null } : null, ...(only && { id: { in: [...only] } }) },
      }),
    ]);
    return { rooms, total };
  }

  /** @throws FailureError `room-unknown` */
  async get(organizationId: string, id: string): Promise<ListedRoom> {
    const [room] = await this.read(Prisma.sql`WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid`);
    if (room === undefined) throw new FailureError('room-unknown', id);
    return room;
  }

  /** Creates a room with its first event. @throws FailureError `book-unknown` if the spellbook was archived meanwhile */
  async create(
    organizationId: string,
    name: string,
    choice: SpellbookChoice,
    steps: readonly PlannedStep[],
  ): Promise<ListedRoom> {
    const id = await this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      if ((await tx.spellbook.count({ where: { id: choice.spellbookId, organizationId, archivedAt: null } })) === 0)
        throw new FailureError('book-unknown');
      const room = await tx.room.create({ data: { name, organizationId } });
      await createEventIn(tx, room.id, name, choice, steps);
      return room.id;
    });
    return this.get(organizationId, id);
  }

  /** @throws FailureError `room-unknown` */
  async rename(organizationId: string, id: string, name: string): Promise<void> {
    const { count } = await this.prisma.room.updateMany({ where: { id, organizationId }, data: { name } });
    if (count === 0) throw new FailureError('room-unknown', id);
  }

  /** @throws FailureError `room-unknown`, `room-last` if it is the last one of its organization */
  async archive(organizationId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockRooms(tx);
      if ((await tx.room.count({ where: { organizationId, archivedAt: null, id: { not: id } } })) === 0)
        throw new FailureError('room-last');
      const { count } = await tx.room.updateMany({
        where: { id, organizationId, archivedAt: null },
        data: { archivedAt: new Date() },
      });
      if (count === 0 && (await tx.room.count({ where: { id, organizationId } })) === 0)
        throw new FailureError('room-unknown', id);
    });
  }

  /** @throws FailureError `room-unknown`, also if its last event was deleted for good, or is about to be */
  async restore(organizationId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      await lockRooms(tx);
      // Its last event goes on, also if it was deleted while the room was archived, and so does its spellbook.
      const kept = await tx.$queryRaw<{ bookId: string }[]>`
        UPDATE events SET deleted_at = NULL WHERE (deleted_at IS NULL OR NOT (${GRACE_OVER})) AND id = (
          SELECT id FROM events WHERE room_id = (
            SELECT id FROM rooms WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid) ORDER BY created_at DESC, id DESC LIMIT 1)
        RETURNING spellbook_id AS "bookId"`;
      const [event] = kept;
      if (event === undefined) throw new FailureError('room-unknown', id);
      await tx.spellbook.update({ where: { id: event.bookId }, data: { archivedAt: null }, select: { id: true } });
      await tx.room.update({ where: { id }, data: { archivedAt: null } });
    });
  }

  private async read(which: Prisma.Sql): Promise<ListedRoom[]> {
    const rows = await this.prisma.$queryRaw<RoomRow[]>`
      SELECT r.id, r.name, r.created_at AS "createdAt", r.archived_at AS "archivedAt", e.code, e.title,
        e.created_at AS "beganAt",
        (SELECT count(*)::int FROM events WHERE room_id = r.id AND deleted_at IS NULL) AS "events"
      FROM (SELECT * FROM rooms ${which}) r CROSS JOIN LATERAL (
        SELECT code, title, created_at FROM events WHERE room_id = r.id ORDER BY created_at DESC, id DESC LIMIT 1) e
      ORDER BY r.created_at, r.id`;
    return rows.map(({ id, name, createdAt, archivedAt, events, code, title, beganAt }) => ({
      ...{ id, name, createdAt: createdAt.getTime(), archivedAt: archivedAt?.getTime() ?? null, events },
      event: { code, title, beganAt: beganAt.getTime() },
    }));
  }
}
