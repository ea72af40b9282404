import { Injectable } from '@nestjs/common';
import {
  FailureError,
  type EventCode,
  type FromConsole,
  type SpellId,
  type Spotlight,
  type StageView,
} from '@wandcast/protocol';
import { stageViews } from '@wandcast/protocol/schemas';
import type { Event, Prisma } from '../../generated/prisma/client.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import { lockBooks } from '../spellbook/spellbook-lock.js';
import { newEventCode } from './event-code.js';
import type { EventRecord } from '../room/event-record.js';

export interface EventChange extends FromConsole<'stage:direct'> {
  readonly locked?: boolean;
  readonly view?: StageView;
  readonly learning?: boolean;
  readonly teachingId?: SpellId | null;
  readonly activeModelId?: string;
  readonly stepId?: string | null;
}

/** A spellbook for an event, with the model to activate. */
export interface SpellbookChoice {
  readonly spellbookId: string;
  readonly activeModelId: string | null;
}

/** A step of the run of show, as stored. */
export type PlannedStep = Prisma.StepCreateManyEventInput;

/** Random codes to try. All being taken is practically impossible below a thousand events. */
const MAX_ATTEMPTS = 200;

@Injectable()
export class EventsRepository {
  /** One query at a time, whatever many guess at once. */
  private readonly byCode = new BatchedCalls((codes: readonly EventCode[]) => this.findAll(codes));

  constructor(
    private readonly prisma: PrismaService,
    private readonly config: ServerConfig,
  ) {}

  async findNewest(): Promise<EventRecord | undefined> {
    const event = await newest(this.prisma);
    return event === null ? undefined : this.recordOf(event);
  }

  async get(id: string): Promise<EventRecord> {
    return this.recordOf(await this.prisma.event.findUniqueOrThrow({ where: { id } }));
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

  /** Whether the event is neither deleted nor waits for the end of its grace period. */
  async isKept(id: string): Promise<boolean> {
    return (await this.prisma.event.count({ where: { id, deletedAt: null } })) > 0;
  }

  /** Newest first, with those that are deleted and can still be restored. */
  async listIds(): Promise<string[]> {
    const rows = await this.prisma.event.findMany({ select: { id: true }, orderBy: { createdAt: 'desc' } });
    return rows.map(({ id }) => id);
  }

  async create(title: string, choice: SpellbookChoice): Promise<EventRecord> {
    return this.recordOf(await this.prisma.$transaction((tx) => createIn(tx, title, choice)));
  }

  /**
   * Creates the successor of event `code`; undefined if there is one already, or the spellbook was archived.
   * @param steps its run of show; the room makes one if empty
   */
  async createAfter(
    code: EventCode,
    title: string,
    choice: SpellbookChoice,
    steps: readonly PlannedStep[],
  ): Promise<EventRecord | undefined> {
    const event = await this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      if ((await newest(tx))?.code !== code || !(await isOpen(tx, choice.spellbookId))) return undefined;
      return createIn(tx, title, choice, steps);
    });
    return event && this.recordOf(event);
  }

  /** @returns false if the book was archived meanwhile */
  useBook(id: string, choice: SpellbookChoice): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      if (!(await isOpen(tx, choice.spellbookId))) return false;
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
    const events = await this.prisma.event.findMany({ where: { code: { in: [...codes] } } });
    return new Map(events.map((event) => [event.code as EventCode, this.recordOf(event)]));
  }

  private recordOf(event: Event): EventRecord {
    return recordOf(event, this.config.capacity ?? event.capacity);
  }
}

function newest(prisma: Pick<Prisma.TransactionClient, 'event'>): Promise<Event | null> {
  return prisma.event.findFirst({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
}

async function isOpen(tx: Prisma.TransactionClient, bookId: string): Promise<boolean> {
  return (await tx.spellbook.count({ where: { id: bookId, archivedAt: null } })) === 1;
}

/** Creates an event with an unused code. */
async function createIn(
  tx: Prisma.TransactionClient,
  title: string,
  choice: SpellbookChoice,
  steps: readonly PlannedStep[] = [],
): Promise<Event> {
  for (let n = 0; n < MAX_ATTEMPTS; n++) {
    const code = newEventCode();
    if ((await tx.event.count({ where: { code } })) === 0)
      return tx.event.create({ data: { code, title, ...choice, steps: { createMany: { data: [...steps] } } } });
  }
  throw new Error('found no unused event code');
}

function recordOf(event: Event, capacity: number): EventRecord {
  const { id, title, locked, learning, spellbookId, activeModelId, stepId } = event;
  const { blank, announcement, calm, sound, reactions } = event;
  const view = stageViews.find((known) => known === event.view) ?? 'lobby';
  const teaching = event.teachingId as SpellId | null;
  const own = { id, code: event.code as EventCode, title, locked, capacity, learning, view, teaching };
  const spotlight = event.spotlight as Spotlight; // the database only stores validated messages
  return { ...own, spellbookId, activeModelId, stepId, blank, announcement, spotlight, calm, sound, reactions };
}
