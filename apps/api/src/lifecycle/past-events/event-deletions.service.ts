import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FailureError, type FromConsole } from '@wandcast/protocol';
import { Bus } from '../../platform/bus/bus.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { DueDeletions } from '../../platform/deletions/due-deletions.js';
import { Log } from '../../platform/logging/log.js';
import { OpenRooms } from '../../rooms/events/open-rooms.service.js';
import { Rooms } from '../../rooms/room/rooms.js';
import { EventDeletionsRepository } from './event-deletions.repository.js';
import { EventListRepository } from './event-list.repository.js';

/** Deletes past events: first marked, so that they can be restored, and later for good. */
@Injectable()
export class EventDeletions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly due: DueDeletions<string>;

  constructor(
    private readonly deletions: EventDeletionsRepository,
    private readonly events: EventListRepository,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly bus: Bus,
    private readonly log: Log,
    config: ServerConfig,
  ) {
    const due = {
      ...{ what: 'an event', lockName: 'event deletions', listDue: () => deletions.listDue() },
      deleteForGood: (eventId: string, mustStop: () => boolean) => this.deleteForGood(eventId, mustStop),
    };
    this.due = new DueDeletions(due, config, log);
  }

  onApplicationBootstrap(): void {
    this.bus.on('events-changed', () => {
      this.tellConsoles();
    });
    this.due.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.due.stop();
  }

  /** @param code confirms which event is meant  @throws FailureError `event-deleted`, `event-code-wrong`, `event-live` */
  async remove({ eventId, code }: FromConsole<'event:remove'>): Promise<void> {
    const event = await this.events.get(eventId);
    if (event.deletedAt !== null) throw new FailureError('event-deleted', eventId);
    if (event.code !== code) throw new FailureError('event-code-wrong', code);
    if (!(await this.deletions.mark(eventId))) throw new FailureError('event-live', event.code);
    this.log.info({ event: eventId, code }, 'event deleted; it can still be restored');
    this.announce();
  }

  /** @throws FailureError `event-deleted` if the grace period is over */
  async restore({ eventId }: FromConsole<'event:restore'>): Promise<void> {
    if (!(await this.deletions.unmark(eventId))) throw new FailureError('event-deleted', eventId);
    this.announce();
  }

  private async deleteForGood(eventId: string, mustStop: () => boolean): Promise<void> {
    const deleted = await this.deletions.deleteForGood(eventId, mustStop);
    if (deleted === undefined) return; // it goes on at the next start, or on another node
    const { archivedRoom } = deleted;
    this.log.info({ event: eventId }, 'event deleted for good');
    if (archivedRoom !== undefined) {
      await this.openRooms.reread(archivedRoom).catch((error: unknown) => {
        if (error instanceof FailureError && error.code === 'room-unknown') return; // it went, and was closed
        this.log.warn({ error: (error as Error).message }, 'could not reload an archived room');
      });
      this.bus.publishToAll({ kind: 'rooms' });
    }
    this.announce();
    this.bus.publishToAll({ kind: 'models' }); // they no longer name its participants
  }

  /** Tells every console to list the events again. */
  announce(): void {
    this.bus.publish({ kind: 'events-changed' });
    this.tellConsoles();
  }

  private tellConsoles(): void {
    for (const room of this.rooms.list()) room.broadcaster.toConsoles('events:changed', null);
  }
}
