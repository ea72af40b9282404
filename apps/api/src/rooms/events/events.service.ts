import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { starterSpellbook } from '@wandcast/gesture';
import { FailureError, type EventCode } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { Bus } from '../../platform/bus/bus.js';
import type { EventRecord } from '../room/event-record.js';
import type { Room } from '../room/room.js';
import { Rooms } from '../room/rooms.js';
import { SpellbooksRepository } from '../spellbook/spellbooks.repository.js';
import { EventSettings } from './event-settings.js';
import { EventsRepository, type PlannedStep, type SpellbookChoice } from './events.repository.js';

/** All events. The newest one is live. */
@Injectable()
export class EventsService implements OnApplicationBootstrap {
  /** Serializes syncs, so that each room is opened once. */
  private readonly syncs = new SerialQueue();

  constructor(
    private readonly events: EventsRepository,
    private readonly books: SpellbooksRepository,
    private readonly rooms: Rooms,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** Opens the room of the newest event; the first start creates one. */
  async onApplicationBootstrap(): Promise<void> {
    const opened = this.syncs.run(() => this.openNewest());
    // Subscribed while the room opens, because another node may begin an event or change this one meanwhile.
    for (const kind of ['event', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.sync().catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'could not reload the event');
        });
      });
    await opened;
  }

  /** The event with this code, even if it is over. @throws FailureError `event-unknown` */
  async getByCode(code: EventCode): Promise<EventRecord> {
    const open = this.rooms.list().find(({ event }) => event.code === code);
    if (open !== undefined) return open.event;
    const event = await this.events.findByCode(code);
    if (event === undefined) throw new FailureError('event-unknown');
    await this.sync(); // another node may have just begun it
    return event;
  }

  /** Like `getByCode`, but only events that are not deleted. @throws FailureError `event-unknown` */
  async getKept(code: EventCode): Promise<EventRecord> {
    const event = await this.getByCode(code);
    if (!(await this.events.isKept(event.id))) throw new FailureError('event-unknown');
    return event;
  }

  /**
   * Begins the next event on every node. @returns its room
   * @param steps its run of show; by default that of the previous event
   * @throws FailureError `event-over` if someone else began it first, `book-unknown` if the spellbook was archived
   */
  async begin(
    after: EventCode,
    title: string,
    choice: SpellbookChoice,
    steps: readonly PlannedStep[] = [],
  ): Promise<Room> {
    const event = await this.events.createAfter(after, title, choice, steps);
    if (event === undefined) {
      const { code } = (await this.sync()).event;
      throw new FailureError(code === after ? 'book-unknown' : 'event-over');
    }
    this.log.info({ event: event.id, code: event.code, after }, 'next event begun');
    const room = await this.sync();
    this.bus.publish({ kind: 'event' });
    return room;
  }

  /** Opens the room of a newer event if the database has one, else reloads the event. @returns the newest room */
  sync(): Promise<Room> {
    return this.syncs.run(async () => {
      const room = this.rooms.newest;
      const event = await this.events.findNewest();
      if (event !== undefined && event.id !== room.id) return this.rooms.open(event, room);
      await room.part(EventSettings).reread();
      return room;
    });
  }

  private async openNewest(): Promise<Room> {
    return this.rooms.open((await this.events.findNewest()) ?? (await this.createFirst()));
  }

  private async createFirst(): Promise<EventRecord> {
    const spellbookId = await this.books.create('First spells', starterSpellbook);
    return this.events.create('Wandcast', { spellbookId, activeModelId: null });
  }
}
