import { Injectable } from '@nestjs/common';
import type { PreflightWelcome } from '@wandcast/protocol';
import { preflightMessages } from '@wandcast/protocol/messages';
import { HandlerRegistry } from '../../platform/sockets/handler-registry.js';
import type { Room } from '../room/room.js';

/** The sender of a preflight message. */
export interface PreflightCaller {
  readonly welcome: PreflightWelcome;
  /** The newest room. */
  readonly room: Room;
}

@Injectable()
export class PreflightHandlerRegistry extends HandlerRegistry<typeof preflightMessages, PreflightCaller> {
  constructor() {
    super(preflightMessages);
  }
}
