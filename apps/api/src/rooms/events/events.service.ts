import { Injectable } from '@nestjs/common';
import { FailureError, type EventCode } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import type { EventRecord } from '../room/event-record.js';
import type { Room } from '../room/room.js';
import { Rooms } from '../room/rooms.js';
import { EventsRepository } from './events.repository.js';
import type { PlannedStep, SpellbookChoice } from './new-events.js';
import { OpenRooms } from './open-rooms.service.js';

/** The events of all rooms. The newest one of a room is its current one. */
@Injectable()
export class EventsService {
  constructor(
    private readonly events: EventsRepository,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly log: Log,
  ) {}

  /** The event with this code, even if it is over. @throws FailureError `event-unknown` */
  async getByCode(code: EventCode): Promise<EventRecord> {
    const event = this.findOpen(code)?.event ?? (await this.events.findByCode(code));
    if (event === undefined) throw new FailureError('event-unknown');
    return event;
  }

  /** Opens the room of an event for someone who is about to join. @throws FailureError `wrong-node` */
  async open({ code, roomId }: EventRecord): Promise<void> {
    const open = this.findOpen(code);
    if (open === undefined)
      await this.openRooms.sync(roomId); // the event may have just begun
    else this.openRooms.use(open); // it must not close meanwhile
  }

  /** The open room whose current event has this code. */
  findOpen(code: EventCode): Room | undefined {
    return this.rooms.list().find(({ event }) => event.code === code);
  }

  /** Like `getByCode`, but only events of a room that are not deleted. @throws FailureError `event-unknown` */
  async getKept({ id }: Pick<Room, 'id'>, code: EventCode): Promise<EventRecord> {
    const event = this.findOpen(code)?.event ?? (await this.events.findByCode(code));
    if (event?.roomId !== id || !(await this.events.isKept(event.id))) throw new FailureError('event-unknown');
    return event;
  }

  /**
   * Begins the next event of a room on every node. @returns the room in that event
   * @param after code of the event that is current, as far as the caller knows
   * @param steps its run of show; by default that of the previous event
   * @throws FailureError `event-over` if someone else began it first, `book-unknown` if the spellbook was archived
   */
  async begin(
    room: Room,
    after: EventCode,
    title: string,
    choice: SpellbookChoice,
    steps: readonly PlannedStep[] = [],
  ): Promise<Room> {
    const event = await this.events.createAfter(room.id, after, title, choice, steps);
    const latest = await this.openRooms.sync(room.id);
    if (event === undefined) throw new FailureError(latest.event.code === after ? 'book-unknown' : 'event-over');
    this.log.info({ event: event.id, code: event.code, after }, 'next event begun');
    room.bus.publish({ kind: 'event' });
    return latest;
  }
}
