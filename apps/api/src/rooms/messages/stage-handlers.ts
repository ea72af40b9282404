import { Injectable } from '@nestjs/common';
import { stageMessages } from '@wandcast/protocol/messages';
import { MessageHandlers } from '../../platform/sockets/message-handlers.js';
import type { Room } from '../room/room.js';

/** The sender of a stage message. */
export interface StageCaller {
  readonly socketId: string;
  /** The room that serves the connection now. */
  readonly room: Room;
}

@Injectable()
export class StageHandlers extends MessageHandlers<typeof stageMessages, StageCaller> {
  constructor() {
    super(stageMessages);
  }
}
