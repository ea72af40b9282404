import { Injectable } from '@nestjs/common';
import type { ParticipantId } from '@wandcast/protocol';

export type AudienceRole = 'wand' | 'stage' | 'console';

/** Sockets of a namespace that joined a channel. */
interface Channel {
  emit(message: string, value: unknown): unknown;
  disconnectSockets(close: boolean): unknown;
  socketsJoin(name: string): unknown;
  socketsLeave(name: string): unknown;
}

/** What of a Socket.IO namespace rooms use; each channel is named by a room or a participant. */
export interface AudienceNamespace {
  in(name: string): Channel;
}

/** The namespaces of this server, which gateways set: services reach sockets without knowing Socket.IO. */
@Injectable()
export class SocketNamespaces {
  private readonly namespaces: Partial<Record<AudienceRole, AudienceNamespace>> = {};

  set(role: AudienceRole, namespace: AudienceNamespace): void {
    this.namespaces[role] = namespace;
  }

  /** Sockets of a role that joined the channel; undefined before the namespace is open. */
  in(role: AudienceRole, name: string): Channel | undefined {
    return this.namespaces[role]?.in(name);
  }

  /** Every socket of a room hears the other room from now on. */
  move(fromRoom: string, toRoom: string): void {
    for (const namespace of Object.values(this.namespaces)) {
      namespace.in(fromRoom).socketsJoin(toRoom);
      namespace.in(fromRoom).socketsLeave(fromRoom);
    }
  }

  /** Closes every connection of a participant, once answers in flight have left. */
  dismiss(participantId: ParticipantId): void {
    setImmediate(() => this.in('wand', participantId)?.disconnectSockets(true));
  }
}
