import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Bus } from '../../platform/bus/bus.js';
import { Emitter } from '../../platform/events/emitter.js';
import type { EventRecord } from './event-record.js';
import { dependenciesOf, type PartType } from './room-part.js';
import { Room } from './room.js';
import { SocketNamespaces, type AudienceNamespace, type AudienceRole } from './socket-namespaces.js';

interface RoomsEventMap {
  /** The next event of a room has begun; the sockets have moved to it. */
  'room:replaced': { readonly before: Room; readonly next: Room };
}

/** The open rooms of this node, see `OpenRooms` for how they are opened and closed. */
@Injectable()
export class Rooms {
  readonly events = new Emitter<RoomsEventMap>();
  private readonly parts: PartType[] = [];
  /** By room id, the longest open first. */
  private readonly rooms = new Map<string, Room>();
  /** Settles when the rooms that were replaced have ended their work. */
  private closing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly modules: ModuleRef,
    private readonly bus: Bus,
    private readonly namespaces: SocketNamespaces,
  ) {}

  /** Registers part classes; every room creates one instance of each, see {@link RoomPart}. */
  register(parts: readonly PartType[]): void {
    for (const part of parts) dependenciesOf(part); // throws if the class is not marked
    this.parts.push(...parts);
  }

  /** Sends what rooms broadcast to a role through its namespace. */
  serve(role: AudienceRole, namespace: AudienceNamespace): void {
    this.namespaces.set(role, namespace);
  }

  list(): readonly Room[] {
    return [...this.rooms.values()];
  }

  /** The open room with this id. */
  find(roomId: string): Room | undefined {
    return this.rooms.get(roomId);
  }

  /** The open room that is in this event. */
  during(eventId: string): Room | undefined {
    return this.list().find((room) => room.eventId === eventId);
  }

  /** Opens a room with an event. @param before the same room during its previous event: its sockets move over */
  async open(event: EventRecord, before?: Room): Promise<Room> {
    const room = new Room(event, {
      bus: this.bus,
      namespaces: this.namespaces,
      parts: this.parts,
      inject: (type) => this.modules.get(type, { strict: false }),
    });
    try {
      await room.open(before);
    } catch (error) {
      await room.close().catch(() => undefined); // the first error tells more
      if (before === undefined) await room.release(); // otherwise the previous one goes on with what they share
      throw error;
    }
    if (before !== undefined) room.takeOver(before);
    this.rooms.set(room.id, room);
    room.events.emit('room:opened', null);
    if (before !== undefined) {
      this.events.emit('room:replaced', { before, next: room });
      this.closing = Promise.all([this.closing, before.close()]);
    }
    return room;
  }

  /** Closes a room that nobody uses. */
  async close(room: Room): Promise<void> {
    if (this.rooms.get(room.id) === room) this.rooms.delete(room.id);
    try {
      await room.close();
    } finally {
      await room.release();
    }
  }

  /** Closes all rooms when the server stops. */
  async closeAll(): Promise<void> {
    await Promise.all(this.list().map((room) => room.close()));
    await this.closing;
  }
}
