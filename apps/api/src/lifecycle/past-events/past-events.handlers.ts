import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { ServerConfig } from '../../platform/config/server-config.js';
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
    events: EventListRepository,
    winners: EventWinnersService,
    details: EventDetailsService,
    deletions: EventDeletions,
    clock: Clock,
    config: ServerConfig,
  ) {
    handlers.register({
      'event:list': async (_, { before, limit }) => {
        const [page, total] = await Promise.all([events.page(before, limit), events.count()]);
        return { events: page, total, keepDays: config.keepDays ?? null };
      },
      'event:winners': (_, { eventIds }) => winners.read(eventIds, clock.now()),
      'event:show': (_, { eventId }) => details.read(eventId, clock.now()),
      'event:copy': ({ room }, copy) => room.part(EventCopy).copy(copy),
      'event:remove': (_, remove) => deletions.remove(remove),
      'event:restore': (_, restore) => deletions.restore(restore),
    });
  }
}
