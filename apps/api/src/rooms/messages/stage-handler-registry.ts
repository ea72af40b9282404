import { Injectable } from '@nestjs/common';
import { stageMessages } from '@wandcast/protocol/messages';
import { HandlerRegistry } from '../../platform/sockets/handler-registry.js';
import type { Room } from '../room/room.js';

/** The sender of a stage message. */
export interface StageCaller {
  readonly socketId: string;
  /** The room that serves the connection now. */
  readonly room: Room;
}

@Injectable()
export class StageHandlerRegistry extends HandlerRegistry<typeof stageMessages, StageCaller> {
  constructor() {
    super(stageMessages);
  }
}
