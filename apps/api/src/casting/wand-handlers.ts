import { Injectable } from '@nestjs/common';
import { wandMessages } from '@wandcast/protocol/messages';
import { MessageHandlers } from '../platform/sockets/message-handlers.js';
import type { Attendance } from '../rooms/participants/attendance.js';
import type { Room } from '../rooms/room/room.js';
import type { CastSession } from './ingest/cast-session.js';

/** The sender of a wand message. */
export interface WandCaller {
  readonly socketId: string;
  readonly attendance: Attendance;
  /** The room that serves the connection now; `session.room` is the one it joined. */
  readonly room: Room;
  /** Casts in progress. */
  readonly session: CastSession;
}

/** Samples arrive as bytes, without a schema: the gateway passes them to the session. */
const { 'cast:samples': samples, ...messages } = wandMessages;

export const SAMPLES_MESSAGE = samples.name;

@Injectable()
export class WandHandlers extends MessageHandlers<typeof messages, WandCaller> {
  constructor() {
    super(messages);
  }
}
