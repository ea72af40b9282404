import { Injectable } from '@nestjs/common';
import { eventInfo } from '../../rooms/room/event-record.js';
import { EventLifecycle } from './event-lifecycle.js';
import { EventPlans } from './event-plans.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class EventLifecycleHandlers {
  constructor(handlers: ConsoleHandlerRegistry, plans: EventPlans) {
    handlers.register({
      'event:begin': async ({ room }, begin) =>
        eventInfo(await room.part(EventLifecycle).begin(begin, await plans.stepsFor(room, begin))),
      'book:open': ({ room }, open) => room.part(EventLifecycle).openBook(open),
    });
  }
}
