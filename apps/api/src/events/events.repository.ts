import { Injectable } from '@nestjs/common';
import type { EventCode, StageView } from '@wandcast/protocol';
import type { Event } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';
import type { LiveEvent } from './live-event.js';

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

  async update(id: string, change: { locked?: boolean; view?: StageView; activeModelId?: string }): Promise<LiveEvent> {
    return live(await this.prisma.event.update({ where: { id }, data: change }));
  }
}

function live(event: Event): LiveEvent {
  const { id, title, locked, capacity, spellbookId, activeModelId } = event;
  const view: StageView = event.view === 'live' ? 'live' : 'lobby';
  return { id, code: event.code as EventCode, title, locked, capacity, view, spellbookId, activeModelId };
}
