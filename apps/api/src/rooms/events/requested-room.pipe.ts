import { Injectable, type PipeTransform } from '@nestjs/common';
import { parseUuid } from '../../platform/validation/parse-uuid.js';
import type { Room } from '../room/room.js';
import { OpenRooms } from './open-rooms.service.js';

/** The room of a path of {@link roomPaths}: the one with this id, else the main one. Opens it. */
@Injectable()
export class RequestedRoom implements PipeTransform<unknown, Promise<Room>> {
  constructor(private readonly rooms: OpenRooms) {}

  /** @throws FailureError `room-unknown`, `wrong-node` */
  async transform(id: unknown): Promise<Room> {
    return id === undefined
      ? this.rooms.main()
      : this.rooms.get(parseUuid(typeof id === 'string' ? id : '', 'room-unknown'));
  }
}
