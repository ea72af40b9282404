import { Injectable } from '@nestjs/common';
import { ServerEvents } from '../../platform/events/server-events.js';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';
import { Rooms } from '../room/rooms.js';
import { EventLinks } from './event-links.js';
import { EventSettings } from './event-settings.js';

@Injectable()
export class EventLinksHandlers {
  constructor(handlers: ConsoleHandlerRegistry, links: EventLinks, rooms: Rooms, events: ServerEvents) {
    handlers.register({
      'links:renew': async ({ room }) => {
        await room.part(EventSettings).replaceLinks();
        return links.pages(room);
      },
    });
    events.on('links:replaced', ({ id }) => {
      const room = rooms.find(id);
      if (room !== undefined) room.broadcaster.toConsoles('links:changed', links.pages(room));
    });
  }
}
