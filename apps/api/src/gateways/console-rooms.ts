import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import type { Member } from '../accounts/members/member.js';
import { RoomAccess } from '../accounts/members/room-access.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import type { Room } from '../rooms/room/room.js';
import type { Rooms } from '../rooms/room/rooms.js';

/** The rooms of consoles. */
@Injectable()
export class ConsoleRooms {
  constructor(
    private readonly open: OpenRooms,
    private readonly access: RoomAccess,
  ) {}

  get rooms(): Rooms {
    return this.open.rooms;
  }

  /**
   * The room that a member asked for; without one the main room, or the oldest one in which they have a role.
   * @throws FailureError `forbidden`, `room-unknown`, `wrong-node`
   */
  async roomFor(member: Member, asked: string | undefined): Promise<Room> {
    if ((await this.access.roleIn(member, asked)) !== null) return this.open.get(asked ?? this.open.mainId);
    const room = asked === undefined ? await this.oldestOf(member) : undefined;
    if (room === undefined) throw new FailureError('forbidden');
    return room;
  }

  private async oldestOf({ organizationId, role, rooms }: Member): Promise<Room | undefined> {
    return this.open.firstOf(organizationId, role === null ? [...rooms.keys()] : undefined);
  }
}
