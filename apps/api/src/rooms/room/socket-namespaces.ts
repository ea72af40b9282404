import { Injectable } from '@nestjs/common';
import type { ParticipantId } from '@wandcast/protocol';

export type AudienceRole = 'wand' | 'stage' | 'console' | 'preflight';

/** Sockets of a namespace that joined a Socket.IO room. */
interface Channel {
  emit(message: string, value: unknown): unknown;
  disconnectSockets(close: boolean): unknown;
  socketsJoin(name: string): unknown;
  socketsLeave(name: string): unknown;
}

/** A socket of this node, with its connection. */
interface NodeSocket {
  readonly conn: { close(): unknown };
}

/** The part of a Socket.IO namespace that rooms use. Channels are named by event id or participant id. */
export interface AudienceNamespace {
  in(name: string): Channel;
  /** Sockets of this node by id. */
  readonly sockets: ReadonlyMap<string, NodeSocket>;
  /** Ids of the sockets of this node by channel. */
  readonly adapter: { readonly rooms: ReadonlyMap<string, ReadonlySet<string>> };
}

/** The namespaces, set by the gateways, so that services can reach sockets without depending on Socket.IO. */
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

  /** Number of sockets of this node that joined the channel, by default of all roles. */
  count(name: string, roles = Object.keys(this.namespaces) as readonly AudienceRole[]): number {
    return roles.reduce((sum, role) => sum + (this.namespaces[role]?.adapter.rooms.get(name)?.size ?? 0), 0);
  }

  /** Number of sockets of a role on this node. */
  size(role: AudienceRole): number {
    return this.namespaces[role]?.sockets.size ?? 0;
  }

  /** Moves every socket of a room to another room. */
  move(fromRoom: string, toRoom: string): void {
    for (const namespace of Object.values(this.namespaces)) {
      namespace.in(fromRoom).socketsJoin(toRoom);
      namespace.in(fromRoom).socketsLeave(fromRoom);
    }
  }

  /** Disconnects every socket of a room. */
  disconnect(room: string): void {
    for (const namespace of Object.values(this.namespaces)) namespace.in(room).disconnectSockets(true);
  }

  /** Closes the connections of every socket of a room without a word, so that its pages connect again by themselves. */
  drop(room: string): void {
    for (const { adapter, sockets } of Object.values(this.namespaces))
      for (const id of [...(adapter.rooms.get(room) ?? [])]) sockets.get(id)?.conn.close();
  }

  /** Disconnects a participant's sockets in the next turn of the event loop, after pending answers are sent. */
  dismiss(participantId: ParticipantId): void {
    setImmediate(() => this.in('wand', participantId)?.disconnectSockets(true));
  }
}
