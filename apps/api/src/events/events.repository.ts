import { Injectable } from '@nestjs/common';
import type { EventCode, SpellId, StageView } from '@wandcast/protocol';
import { stageViews } from '@wandcast/protocol/schemas';
import type { Event } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';
import type { LiveEvent } from './live-event.js';

export interface EventChange {
  readonly locked?: boolean;
  readonly view?: StageView;
  readonly learning?: boolean;
  readonly teachingId?: SpellId | null;
  readonly activeModelId?: string;
}

@Injectable()
export class EventsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The newest event: the one a server of one room serves. */
  async findCurrent(): Promise<LiveEvent | undefined> {
    const event = await this.prisma.event.findFirst({ orderBy: { createdAt: 'desc' } });
    return event === null ? undefined : live(event);
  }

  async create(event: { code: EventCode; title: string; spellbookId: string }): Promise<LiveEvent> {
    return live(await this.prisma.event.create({ data: event }));
  }

  async get(id: string): Promise<LiveEvent> {
    return live(await this.prisma.event.findUniqueOrThrow({ where: { id } }));
  }

  async update(id: string, change: EventChange): Promise<LiveEvent> {
    return live(await this.prisma.event.update({ where: { id }, data: change }));
  }
}

function live(event: Event): LiveEvent {
  const { id, title, locked, capacity, learning, spellbookId, activeModelId } = event;
  const view = stageViews.find((known) => known === event.view) ?? 'lobby';
  const teaching = event.teachingId as SpellId | null;
  const own = { id, code: event.code as EventCode, title, locked, capacity, learning, view, teaching };
  return { ...own, spellbookId, activeModelId };
}
