import { Injectable } from '@nestjs/common';
import type { FailureCode } from '@wandcast/protocol';
import { Emitter } from './emitter.js';

interface ServerEventMap {
  /** A member may be signed out or have another role, on this node or another. */
  'sessions:changed': null;
  /** The audit log grew, on this node or another. */
  'audit:added': null;
  /** A training waits, on this node or another. */
  'training:queued': null;
  'training:canceled': { readonly id: string };
  /** A message or a handshake was refused. */
  'message:refused': { readonly code: FailureCode };
}

/** What happens on this server, whatever the room. */
@Injectable()
export class ServerEvents extends Emitter<ServerEventMap> {}
