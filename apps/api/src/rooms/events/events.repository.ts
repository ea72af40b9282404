import { Injectable } from '@nestjs/common';
import {
  FailureError,
  type EventCode,
  type FromConsole,
  type Spell,
  type SpellId,
  type Spotlight,
  type StageView,
} from '@wandcast/protocol';
import { stageViews } from '@wandcast/protocol/schemas';
import { Prisma } from '../../generated/prisma/client.js';
import { FIRST_ORGANIZATION } from '../../accounts/members/organization.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import { lockBooks } from '../spellbook/spellbook-lock.js';
import {
  createEventIn,
  createRoomIn,
  withRoom,
  type EventWithRoom,
  type PlannedStep,
  type SpellbookChoice,
} from './new-events.js';
import { lockRooms } from './room-lock.js';
import type { EventRecord } from '../room/event-record.js';

export interface EventChange extends FromConsole<'stage:direct'> {
  readonly locked?: boolean;
  readonly view?: StageView;
  readonly learning?: boolean;
  readonly teachingId?: SpellId | null;
  readonly activeModelId?: string;
  readonly stepId?: string | null;
}

/** An event and the room it is held in. */
export interface EventIds {
  readonly id: string;
  readonly roomId: string;
  /** See {@link EventRecord.linkVersion}. */
  readonly linkVersion: number;
}

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.EventOrderByWithRelationInput[];

@Injectable()
export class EventsRepository {
  /** One query at a time, whatever many guess at once. */
  private readonly byCode = new BatchedCalls((codes: readonly EventCode[]) => this.findAll(codes));

  constructor(
    private readonly prisma: PrismaService,
    private readonly config: ServerConfig,
  ) {}

  /** The current event of a room. */
  async findCurrent(roomId: string): Promise<EventRecord | undefined> {
    const event = await this.prisma.event.findFirst({ where: { roomId }, orderBy: newestFirst, include: withRoom });
    return event === null ? undefined : this.recordOf(event);
  }

  /** The current event of the oldest room of the first organization that is not archived. */
  async findMain(): Promise<EventRecord | undefined> {
    const where = { organizationId: FIRST_ORGANIZATION, archivedAt: null, events: { some: {} } };
    const room = await this.prisma.room.findFirst({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    return room === null ? undefined : this.findCurrent(room.id);
  }

  /** The oldest of these rooms of an organization, an archived one only if all are. @param ids undefined for all of it */
  async findFirstRoomId(organizationId: string, ids: readonly string[] | undefined): Promise<string | undefined> {
    const isOne = ids === undefined ? Prisma.sql`TRUE` : Prisma.sql`id = ANY(${ids}::uuid[])`;
    const [room] = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM rooms r WHERE organization_id = ${organizationId}::uuid AND ${isOne}
        AND EXISTS (SELECT FROM events WHERE room_id = r.id)
      ORDER BY archived_at IS NOT NULL, created_at, id LIMIT 1`;
    return room?.id;
  }

  async get(id: string): Promise<EventRecord> {
    return this.recordOf(await this.prisma.event.findUniqueOrThrow({ where: { id }, include: withRoom }));
  }

  async findRoomId(id: string): Promise<string | undefined> {
    return (await this.prisma.event.findUnique({ where: { id }, select: { roomId: true } }))?.roomId;
  }

  /** Rooms whose current event has an import that goes on without its page. */
  async listBusyRooms(): Promise<string[]> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT e.room_id AS id FROM imports i JOIN events e ON e.id = i.event_id
      WHERE i.stage IN ('checking', 'storing') AND NOT EXISTS (
        SELECT FROM events n WHERE n.room_id = e.room_id AND (n.created_at, n.id) > (e.created_at, e.id))`;
    return rows.map(({ id }) => id);
  }

  findByCode(code: EventCode): Promise<EventRecord | undefined> {
    return this.byCode.call(code);
  }

  /** The spellbook of an event that is not deleted. @throws FailureError `event-deleted` */
  async getBookId(id: string): Promise<string> {
    const where = { id, deletedAt: null };
    const event = await this.prisma.event.findFirst({ where, select: { spellbookId: true } });
    if (event === null) throw new FailureError('event-deleted', id);
    return event.spellbookId;
  }

  /** @throws FailureError `event-deleted` if one of the events was deleted or is of another room */
  async checkIn(roomId: string, ids: readonly string[]): Promise<void> {
    const different = new Set(ids);
    if ((await this.prisma.event.count({ where: { roomId, id: { in: [...different] } } })) < different.size)
      throw new FailureError('event-deleted');
  }

  /** Whether the event is neither deleted nor waits for the end of its grace period. */
  async isKept(id: string): Promise<boolean> {
    return (await this.prisma.event.count({ where: { id, deletedAt: null } })) > 0;
  }

  /** Undefined if the event was deleted. */
  async findKept(id: string): Promise<EventIds | undefined> {
    const event = await this.prisma.event.findFirst({ where: { id, deletedAt: null }, include: withRoom });
    return event === null ? undefined : { id, roomId: event.roomId, linkVersion: event.room.linkVersion };
  }

  /** Ids of the events from before there were rooms, with those that are deleted and can still be restored. */
  async listIdsBeforeRooms(): Promise<string[]> {
    const { _min: first } = await this.prisma.room.aggregate({ _min: { createdAt: true } });
    const where = { createdAt: { lt: first.createdAt ?? new Date(0) } };
    return (await this.prisma.event.findMany({ where, select: { id: true } })).map(({ id }) => id);
  }

  /** Replaces the links of a room's stage and preflight. */
  async replaceLinks(roomId: string): Promise<void> {
    await this.prisma.room.update({ where: { id: roomId }, data: { linkVersion: { increment: 1 } } });
  }

  /** Creates the first room with its first event and the spellbook of these spells. If nodes race, all get the same one. */
  async createMain(title: string, book: string, spells: readonly Spell[]): Promise<EventRecord> {
    const created = await this.prisma.$transaction(async (tx) => {
      await lockRooms(tx);
      if ((await tx.room.count({ where: { organizationId: FIRST_ORGANIZATION } })) > 0) return undefined;
      return createRoomIn(tx, FIRST_ORGANIZATION, title, book, spells);
    });
    const main = created === undefined ? await this.findMain() : this.recordOf(created);
    if (main === undefined) throw new Error('another node created the first room, which is gone');
    return main;
  }

  /**
   * Creates the successor of event `code` of a room; undefined if there is one already, or the spellbook was archived.
   * @param steps its run of show; the room makes one if empty
   */
  async createAfter(
    roomId: string,
    code: EventCode,
    title: string,
    choice: SpellbookChoice,
    steps: readonly PlannedStep[],
  ): Promise<EventRecord | undefined> {
    const event = await this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      const current = await tx.event.findFirst({ where: { roomId }, orderBy: newestFirst });
      if (current?.code !== code || !(await isOpen(tx, choice.spellbookId, roomId))) return undefined;
      return createEventIn(tx, roomId, title, choice, steps);
    });
    return event && this.recordOf(event);
  }

  /** @returns false if the book was archived meanwhile */
  useBook({ id, roomId }: Pick<EventRecord, 'id' | 'roomId'>, choice: SpellbookChoice): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      if (!(await isOpen(tx, choice.spellbookId, roomId))) return false;
      await tx.event.update({ where: { id }, data: { ...choice, teachingId: null } }); // of the previous book
      return true;
    });
  }

  async update(id: string, change: EventChange): Promise<void> {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const data = Object.fromEntries(given) as Prisma.EventUncheckedUpdateInput;
    await this.prisma.event.update({ where: { id }, data });
  }

  private async findAll(codes: readonly EventCode[]): Promise<Map<EventCode, EventRecord>> {
    const events = await this.prisma.event.findMany({ where: { code: { in: [...codes] } }, include: withRoom });
    return new Map(events.map((event) => [event.code as EventCode, this.recordOf(event)]));
  }

  private recordOf(event: EventWithRoom): EventRecord {
    return recordOf(event, this.config.capacity ?? event.capacity);
  }
}

/** Whether a room may use a book: one of its organization that is not archived. */
async function isOpen(tx: Prisma.TransactionClient, bookId: string, roomId: string): Promise<boolean> {
  const organization = { rooms: { some: { id: roomId } } };
  return (await tx.spellbook.count({ where: { id: bookId, archivedAt: null, organization } })) === 1;
}

function recordOf(event: EventWithRoom, capacity: number): EventRecord {
  const { id, roomId, title, locked, learning, spellbookId, activeModelId, stepId } = event;
  const { blank, announcement, calm, sound, reactions } = event;
  const view = stageViews.find((known) => known === event.view) ?? 'lobby';
  const teaching = event.teachingId as SpellId | null;
  const { name: roomName, organizationId, archivedAt, linkVersion } = event.room;
  const room = { roomId, roomName, organizationId, isArchived: archivedAt !== null, linkVersion };
  const own = { id, ...room, code: event.code as EventCode, title, locked, capacity, learning, view, teaching };
  const spotlight = event.spotlight as Spotlight; // the database only stores validated messages
  return { ...own, spellbookId, activeModelId, stepId, blank, announcement, spotlight, calm, sound, reactions };
}
