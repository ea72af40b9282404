import { FailureError, type FromConsole, type SpellId, type StageView } from '@wandcast/protocol';
import { ServerEvents } from '../../platform/events/server-events.js';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { consoleRoom, eventInfo, type EventRecord } from '../room/event-record.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';
import { Spellbook } from '../spellbook/spellbook.js';
import { EventsRepository, type EventChange } from './events.repository.js';
import type { SpellbookChoice } from './new-events.js';

/** Settings that moderators change: updates the event's row and reloads it into `room.event`. */
@RoomPart()
export class EventSettings implements RoomLifecycle {
  /** One read at a time, so that an older row never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly room: Room,
    private readonly events: EventsRepository,
    private readonly spells: Spellbook,
    private readonly serverEvents: ServerEvents,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    for (const kind of ['room:opened', 'book:reread'] as const)
      this.room.events.on(kind, () => {
        const { teaching } = this.room.event;
        if (teaching !== null && !this.spells.list().some(({ id }) => id === teaching)) this.stopTeaching();
      });
    this.room.events.on('participant:forgotten', () => {
      this.reread().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not reload the event');
      });
    }); // the spotlight may have been on them
  }

  lock(locked: boolean): Promise<EventRecord> {
    return this.change({ locked });
  }
  show(view: StageView): Promise<EventRecord> {
    return this.change({ view });
  }
  direct(direction: FromConsole<'stage:direct'>): Promise<EventRecord> {
    return this.change(direction);
  }
  /** Goes to a step of the run of show. */
  go(stepId: string, view: StageView, teachingId: SpellId | null): Promise<EventRecord> {
    return this.change({ stepId, view, teachingId });
  }
  /** Sets the spell to teach, or none. @throws FailureError `spell-unknown` if it is not in the spellbook */
  async teach(spell: SpellId | null): Promise<EventRecord> {
    if (spell !== null) this.spells.checkInBook(spell);
    return this.change({ teachingId: spell });
  }
  /** Sets whether glyph spells learn from the room's own casts. @returns the stored setting */
  async learn(learning: boolean): Promise<boolean> {
    return (await this.change({ learning })).learning;
  }
  /** Stores the active model, which must be loaded already. */
  async activateModel(activeModelId: string): Promise<void> {
    await this.events.update(this.room.eventId, { activeModelId });
    await this.reread();
  }
  /** Replaces the links of stage and preflight of the room. */
  async replaceLinks(): Promise<EventRecord> {
    await this.events.replaceLinks(this.room.id);
    return this.changed();
  }
  /** Switches to another spellbook. @throws FailureError `book-unknown` */
  async useBook(choice: SpellbookChoice): Promise<EventRecord> {
    if (!(await this.events.useBook(this.room.event, choice))) throw new FailureError('book-unknown');
    return this.changed();
  }

  /** Reloads the event from the database and sends changes to the pages. */
  reread(): Promise<EventRecord> {
    return this.reads.run(async () => {
      const event = await this.events.get(this.room.eventId);
      if (event.spellbookId !== this.room.event.spellbookId) await this.spells.use(event.spellbookId);
      this.apply(event);
      return event;
    });
  }

  private async change(change: EventChange): Promise<EventRecord> {
    await this.events.update(this.room.eventId, change);
    return this.changed();
  }

  private async changed(): Promise<EventRecord> {
    const event = await this.reread();
    this.room.bus.publish({ kind: 'event' });
    return event;
  }

  private apply(event: EventRecord): void {
    const before = this.room.event;
    this.room.event = event;
    if (event.spellbookId !== before.spellbookId) this.room.events.emit('spellbook:changed', null);
    if (event.view !== before.view) this.room.events.emit('view:changed', null);
    if (event.linkVersion !== before.linkVersion) this.serverEvents.emit('links:replaced', this.room);
    if (event.stepId !== before.stepId) this.room.events.emit('step:entered', null);
    const isChanged = (part: (record: EventRecord) => object): boolean =>
      JSON.stringify(part(event)) !== JSON.stringify(part(before));
    if (isChanged(eventInfo)) this.room.broadcaster.toAll('event:changed', eventInfo(event));
    if (isChanged(consoleRoom)) this.room.broadcaster.toConsoles('room:changed', consoleRoom(event));
    if (event.learning !== before.learning) this.room.broadcaster.toConsoles('learning:changed', event.learning);
  }

  /** Stops teaching a spell that was removed from the spellbook. */
  private stopTeaching(): void {
    this.teach(null).catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not stop teaching a removed spell');
    });
  }
}
