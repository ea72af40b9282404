import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { ServerEvents } from '../../platform/events/server-events.js';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';
import { Rooms } from '../room/rooms.js';
import { EventLinks } from './event-links.js';

@Injectable()
export class EventLinksHandlers {
  constructor(
    handlers: ConsoleHandlerRegistry,
    linkTokens: LinkTokensService,
    links: EventLinks,
    rooms: Rooms,
    events: ServerEvents,
  ) {
    handlers.register({
      'links:renew': async ({ room }) => {
        await linkTokens.renewPageLinks();
        return links.pages(room);
      },
    });
    events.on('links:renewed', () => {
      for (const room of rooms.list()) room.broadcaster.toConsoles('links:changed', links.pages(room));
    });
  }
}
