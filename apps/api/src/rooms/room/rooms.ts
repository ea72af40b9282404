import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Bus } from '../../platform/bus/bus.js';
import { Emitter } from '../../platform/events/emitter.js';
import type { EventRecord } from './event-record.js';
import { dependenciesOf, type PartType } from './room-part.js';
import { Room } from './room.js';
import { SocketNamespaces, type AudienceNamespace, type AudienceRole } from './socket-namespaces.js';

interface RoomsEventMap {
  /** The next event has begun; the sockets have moved to its room. */
  'room:replaced': { readonly before: Room; readonly next: Room };
}

/** The rooms of this server. Currently one is open at a time: the room of the newest event. */
@Injectable()
export class Rooms implements OnModuleDestroy {
  readonly events = new Emitter<RoomsEventMap>();
  private readonly parts: PartType[] = [];
  private readonly rooms = new Map<string, Room>();
  /** Settles when the rooms of past events are closed. */
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

  /** The room that stages, consoles and new participants join. @throws Error before one is open */
  get newest(): Room {
    const newest = [...this.rooms.values()].at(-1);
    if (newest === undefined) throw new Error('no room is open yet');
    return newest;
  }

  list(): readonly Room[] {
    return [...this.rooms.values()];
  }

  find(eventId: string): Room | undefined {
    return this.rooms.get(eventId);
  }

  /** The room of an event, or the newest room if the event is over. */
  serving(eventId: string | undefined): Room {
    return this.rooms.get(eventId ?? '') ?? this.newest;
  }

  isOver(eventId: string): boolean {
    return !this.rooms.has(eventId);
  }

  /** Opens the room of an event. @param before previous room: its sockets move over and it closes */
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
      await room.close();
      throw error;
    }
    if (before !== undefined) {
      this.rooms.delete(before.id);
      room.takeOver(before);
    }
    this.rooms.set(room.id, room);
    room.events.emit('room:opened', null);
    if (before !== undefined) {
      this.events.emit('room:replaced', { before, next: room });
      this.closing = Promise.all([this.closing, before.close()]);
    }
    return room;
  }

  async onModuleDestroy(): Promise<void> {
    for (const room of this.rooms.values()) await room.close();
    await this.closing;
  }
}
