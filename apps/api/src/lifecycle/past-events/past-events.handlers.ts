import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { EventsRepository } from '../../rooms/events/events.repository.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';
import { EventCopy } from './event-copy.js';
import { EventDeletions } from './event-deletions.service.js';
import { EventDetailsService } from './event-details.service.js';
import { EventListRepository } from './event-list.repository.js';
import { EventWinnersService } from './event-winners.service.js';

@Injectable()
export class PastEventsHandlers {
  constructor(
    handlers: ConsoleHandlerRegistry,
    all: EventsRepository,
    events: EventListRepository,
    winners: EventWinnersService,
    details: EventDetailsService,
    deletions: EventDeletions,
    clock: Clock,
    config: ServerConfig,
  ) {
    handlers.register({
      'event:list': async ({ room }, { before, limit }) => {
        const [page, total] = await Promise.all([events.page(room.id, before, limit), events.count(room.id)]);
        return { events: page, total, keepDays: config.keepDays ?? null };
      },
      'event:winners': async ({ room }, { eventIds }) => {
        await all.checkIn(room.id, eventIds);
        return winners.read(eventIds, clock.now());
      },
      'event:show': async ({ room }, { eventId }) => {
        await all.checkIn(room.id, [eventId]);
        return details.read(eventId, clock.now());
      },
      'event:copy': async ({ room }, copy) => {
        await all.checkIn(room.id, [copy.eventId]);
        return room.part(EventCopy).copy(copy);
      },
      'event:remove': async ({ room }, remove) => {
        await all.checkIn(room.id, [remove.eventId]);
        return deletions.remove(remove);
      },
      'event:restore': async ({ room }, restore) => {
        await all.checkIn(room.id, [restore.eventId]);
        return deletions.restore(restore);
      },
    });
  }
}
