import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FailureError, type FromConsole } from '@wandcast/protocol';
import { Bus } from '../../platform/bus/bus.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/single-flight.js';
import { Rooms } from '../../rooms/room/rooms.js';
import { EventDeletionsRepository } from './event-deletions.repository.js';
import { EventListRepository } from './event-list.repository.js';

/** Ms between checks for events whose grace period is over. */
const POLL_MS = 15_000;

/** Deletes past events. What is marked is in the database, so the deletion also happens after a restart. */
@Injectable()
export class EventDeletions implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private readonly purges = new SingleFlight(
    () => this.purge(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'could not delete an event for good');
    },
  );

  constructor(
    private readonly deletions: EventDeletionsRepository,
    private readonly events: EventListRepository,
    private readonly rooms: Rooms,
    private readonly config: ServerConfig,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.on('events-changed', () => {
      this.tellConsoles();
    });
    this.timer = setInterval(() => {
      this.purges.run();
    }, POLL_MS);
    this.purges.run();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.purges.stop();
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

  private async purge(): Promise<void> {
    if ((await this.deletions.listDue()).length === 0) return;
    const lock = await trySessionLock(this.config.databaseUrl, 'event deletions');
    if (lock === undefined) return; // another node deletes them
    try {
      for (const eventId of await this.deletions.listDue()) {
        if (lock.lost.aborted || this.purges.isStopping) return;
        await this.deletions.deleteForGood(eventId);
        this.log.info({ event: eventId }, 'event deleted for good');
        this.announce();
      }
    } finally {
      await lock.release();
    }
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
