import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, type FromConsole, type ListedRoom, type RoomPage } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import type { OfOrganization } from '../../accounts/members/organization.js';
import { Bus } from '../../platform/bus/bus.js';
import { Log } from '../../platform/logging/log.js';
import { OpenRooms } from '../../rooms/events/open-rooms.service.js';
import type { Room } from '../../rooms/room/room.js';
import { Rooms } from '../../rooms/room/rooms.js';
import { StepsRepository } from '../../run-of-show/steps.repository.js';
import { RoomsRepository } from './rooms.repository.js';

const logged =
  (log: Log) =>
  (error: unknown): void => {
    log.warn({ error: (error as Error).message }, 'could not reload the rooms');
  };

/** The rooms of an organization, which its owners change. */
@Injectable()
export class RoomList implements OnModuleInit {
  constructor(
    private readonly repository: RoomsRepository,
    private readonly steps: StepsRepository,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('rooms', () => void this.changed().catch(logged(this.log)));
  }

  /** The rooms that a member may see. */
  page({ organizationId, role, rooms }: Member, page: FromConsole<'room:list'>): Promise<RoomPage> {
    return this.repository.page(organizationId, page, role === null ? [...rooms.keys()] : undefined);
  }

  /**
   * @param asking room of the caller, whose spellbook and model a new room gets that copies none
   * @throws FailureError `room-unknown`, `book-unknown`
   */
  async create(asking: Room, { name, from }: FromConsole<'room:create'>): Promise<ListedRoom> {
    const event = from === null ? asking.event : await this.openRooms.eventOf(from);
    const { spellbookId, activeModelId, organizationId } = event;
    if (organizationId !== asking.organizationId) throw new FailureError('room-unknown', from ?? '');
    const steps = from === null ? [] : await this.steps.planOf(event.id);
    const room = await this.repository.create(organizationId, name, { spellbookId, activeModelId }, steps);
    this.log.info({ room: room.id, code: room.event.code }, 'room created');
    await this.announce();
    return room;
  }

  /** @throws FailureError `room-unknown` */
  async rename({ organizationId }: OfOrganization, { roomId, name }: FromConsole<'room:rename'>): Promise<ListedRoom> {
    await this.repository.rename(organizationId, roomId, name);
    await this.announce();
    return this.repository.get(organizationId, roomId);
  }

  /** @throws FailureError `room-unknown`, `room-last` */
  async archive({ organizationId }: OfOrganization, { roomId }: FromConsole<'room:archive'>): Promise<ListedRoom> {
    await this.repository.archive(organizationId, roomId);
    await this.announce();
    return this.repository.get(organizationId, roomId);
  }

  /** @throws FailureError `room-unknown` */
  async restore({ organizationId }: OfOrganization, { roomId }: FromConsole<'room:restore'>): Promise<ListedRoom> {
    await this.repository.restore(organizationId, roomId);
    await this.announce();
    return this.repository.get(organizationId, roomId);
  }

  private announce(): Promise<void> {
    this.bus.publish({ kind: 'rooms' });
    return this.changed().catch(logged(this.log)); // the change is stored
  }

  /** Open rooms learn whether they are archived, and consoles list the rooms again. */
  private async changed(): Promise<void> {
    const reread = await Promise.allSettled(this.rooms.list().map(({ id }) => this.openRooms.reread(id)));
    for (const { broadcaster } of this.rooms.list()) broadcaster.toConsoles('rooms:changed', null);
    for (const { reason } of reread.filter((one) => one.status === 'rejected'))
      if (!(reason instanceof FailureError && reason.code === 'room-unknown')) throw reason; // those were deleted
  }
}
