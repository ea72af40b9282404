import { Injectable } from '@nestjs/common';
import { consoleMessages } from '@wandcast/protocol/messages';
import type { Session } from '../../accounts/sessions/sessions.repository.js';
import { HandlerRegistry } from '../../platform/sockets/handler-registry.js';
import type { Room } from '../room/room.js';

/** The sender of a console message. */
export interface ConsoleCaller {
  /** The room that serves the connection now. */
  readonly room: Room;
  /** The current session, with the member's current role. */
  readonly session: Session;
}

@Injectable()
export class ConsoleHandlerRegistry extends HandlerRegistry<typeof consoleMessages, ConsoleCaller> {
  constructor() {
    super(consoleMessages);
  }
}
