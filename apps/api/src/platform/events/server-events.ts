import { Injectable } from '@nestjs/common';
import type { EventCode, FailureCode } from '@wandcast/protocol';
import { Emitter } from './emitter.js';

interface ServerEventMap {
  /** Members, their roles or sessions changed, on any node. */
  'sessions:changed': null;
  /** An entry was added to the audit log, on any node. */
  'audit:added': null;
  /** A stage or console was admitted on this node. */
  'team:arrived': { readonly address: string; readonly event: { readonly roomId: string; readonly code: EventCode } };
  /** The links of stage and preflight of a room were replaced, on any node. */
  'links:replaced': { readonly id: string };
  /** A training was queued, on any node. */
  'training:queued': null;
  'training:canceled': { readonly id: string };
  /** A message or handshake was refused on this node. `eventId` is undefined before the handshake has found one, and of requests. */
  'message:refused': { readonly code: FailureCode; readonly eventId: string | undefined };
}

/** Events that concern the whole server, not a single room. */
@Injectable()
export class ServerEvents extends Emitter<ServerEventMap> {}
