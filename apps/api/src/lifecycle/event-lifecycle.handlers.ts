import { Injectable } from '@nestjs/common';
import { eventInfo } from '../rooms/room/live-event.js';
import { EventLifecycle } from './event-lifecycle.js';
import { ConsoleHandlers } from '../rooms/messages/console-handlers.js';

@Injectable()
export class EventLifecycleHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'event:begin': async ({ room }, begin) => eventInfo(await room.part(EventLifecycle).begin(begin)),
      'book:open': ({ room }, open) => room.part(EventLifecycle).openBook(open),
    });
  }
}
