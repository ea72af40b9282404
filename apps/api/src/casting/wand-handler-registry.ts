import { Injectable } from '@nestjs/common';
import { wandMessages } from '@wandcast/protocol/messages';
import { HandlerRegistry } from '../platform/sockets/handler-registry.js';
import type { CastSession } from './ingest/cast-session.js';

/** The sender of a wand message. */
export interface WandCaller {
  readonly socketId: string;
  /** Casts in progress, the participant and the room that serves the connection now. */
  readonly session: CastSession;
}

/** Samples arrive as bytes, without a schema: the gateway passes them to the session. */
const { 'cast:samples': samples, ...messages } = wandMessages;

export const SAMPLES_MESSAGE = samples.name;

@Injectable()
export class WandHandlerRegistry extends HandlerRegistry<typeof messages, WandCaller> {
  constructor() {
    super(messages);
  }
}
