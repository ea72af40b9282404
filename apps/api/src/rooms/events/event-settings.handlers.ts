import { Injectable } from '@nestjs/common';
import { eventInfo } from '../room/event-record.js';
import { EventSettings } from './event-settings.js';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';

@Injectable()
export class EventSettingsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'room:lock': async ({ room }, { locked }) => eventInfo(await room.part(EventSettings).lock(locked)),
      'room:teach': async ({ room }, { spell }) => eventInfo(await room.part(EventSettings).teach(spell)),
      'room:learn': ({ room }, { learning }) => room.part(EventSettings).learn(learning),
      'stage:show': async ({ room }, { view }) => eventInfo(await room.part(EventSettings).show(view)),
      'stage:direct': async ({ room }, direction) => eventInfo(await room.part(EventSettings).direct(direction)),
    });
  }
}
