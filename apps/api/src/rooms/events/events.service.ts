import { Injectable, type OnModuleInit } from '@nestjs/common';
import { starterSpellbook } from '@wandcast/gesture';
import { FailureError, type EventCode, type FromConsole, type SpellId, type StageView } from '@wandcast/protocol';
import { RoomEvents } from '../room/room-events.js';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { RoomChannel } from '../room/room-broadcaster.js';
import { BooksRepository } from '../spellbook/spellbooks.repository.js';
import { SpellsService } from '../spellbook/spells.service.js';
import { EventsRepository, type EventChange, type EventSetting } from './events.repository.js';
import { eventInfo, type LiveEvent } from './live-event.js';

/** The event this server serves: made at the first start, the newest one afterwards. */
@Injectable()
export class EventsService implements OnModuleInit {
  private event: LiveEvent | undefined;
  /** One reading after another, so that an older row never overwrites a newer one. */
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly events: EventsRepository,
    private readonly books: BooksRepository,
    private readonly spells: SpellsService,
    private readonly roomEvents: RoomEvents,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    this.event = (await this.events.findCurrent()) ?? (await this.createFirst());
    await this.spells.open(this.event.spellbookId);
    this.roomEvents.on('spells:changed', (changed) => {
      const isGone = changed.some(({ before, after }) => after === undefined && before?.id === this.current.teaching);
      if (isGone) this.stopTeaching();
    });
    const follow = (): void => {
      this.reread().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'the event could not be read again');
      });
    };
    for (const kind of ['event', 'refreshed'] as const) this.bus.on(kind, follow);
    this.roomEvents.on('participant:forgotten', follow); // the spotlight may have been on them
  }

  get current(): LiveEvent {
    if (this.event === undefined) throw new Error('the event is asked for before it was read');
    return this.event;
  }

  /** Whether it is over: another has begun, here or on another node. */
  isOver(eventId: string): boolean {
    return eventId !== this.current.id;
  }

  /** One that is over is found too. @throws FailureError `event-unknown` */
  async getByCode(code: EventCode): Promise<LiveEvent> {
    if (code === this.current.code) return this.current;
    const event = await this.events.findByCode(code);
    if (event === undefined) throw new FailureError('event-unknown');
    await this.reread(); // another node may have begun it a breath ago
    return event;
  }

  /** Of every event there was, the newest first. */
  listIds(): Promise<string[]> {
    return this.events.listIds();
  }

  lock(locked: boolean): Promise<LiveEvent> {
    return this.change({ locked });
  }
  show(view: StageView): Promise<LiveEvent> {
    return this.change({ view });
  }
  direct(direction: FromConsole<'stage:direct'>): Promise<LiveEvent> {
    return this.change(direction);
  }
  /** To a step of the run of show. */
  go(stepId: string, view: StageView, teachingId: SpellId | null): Promise<LiveEvent> {
    return this.change({ stepId, view, teachingId });
  }
  /** What the room teaches now. @throws FailureError `spell-unknown` where it is not in the book */
  async teach(spell: SpellId | null): Promise<LiveEvent> {
    if (spell !== null) this.spells.checkInBook(spell);
    return this.change({ teachingId: spell });
  }
  /** Whether glyph spells learn from the room's own casts. */
  async learn(learning: boolean): Promise<boolean> {
    return (await this.change({ learning })).learning;
  }
  /** Which model answers from now on; the inference service has it loaded already. */
  async activateModel(activeModelId: string): Promise<void> {
    await this.events.update(this.current.id, { activeModelId });
    await this.reread();
  }

  /** Ends the event `after` on every node. @throws FailureError `event-over`, `book-unknown` */
  async begin(after: EventCode, title: string, setting: EventSetting): Promise<LiveEvent> {
    const event = await this.events.createAfter(after, title, setting);
    if (event === undefined)
      throw new FailureError((await this.reread()).code === after ? 'book-unknown' : 'event-over');
    this.log.info({ event: event.id, code: event.code, after }, 'the next event has begun');
    return this.moved();
  }

  /** @throws FailureError `book-unknown` */
  async useBook(setting: EventSetting): Promise<LiveEvent> {
    if (!(await this.events.useBook(this.current.id, setting))) throw new FailureError('book-unknown');
    return this.moved();
  }

  /** The newest event as the database has it now; what is new is told to everyone here. */
  reread(): Promise<LiveEvent> {
    const read = this.reading.then(async () => {
      const event = (await this.events.findCurrent()) ?? this.current;
      if (event.spellbookId !== this.current.spellbookId) await this.spells.open(event.spellbookId);
      return this.become(event);
    });
    this.reading = read.catch(() => undefined);
    return read;
  }

  private async change(change: EventChange): Promise<LiveEvent> {
    await this.events.update(this.current.id, change);
    return this.moved();
  }

  private async moved(): Promise<LiveEvent> {
    const event = await this.reread();
    this.bus.publish({ kind: 'event' });
    return event;
  }

  private become(event: LiveEvent): LiveEvent {
    const before = this.current;
    this.event = event;
    const isNext = event.id !== before.id;
    if (isNext || event.spellbookId !== before.spellbookId) this.roomEvents.emit('event:moved', { isNext });
    if (isNext) this.room.greet();
    else if (JSON.stringify(eventInfo(event)) !== JSON.stringify(eventInfo(before)))
      this.room.toAll('event:changed', eventInfo(event));
    if (event.learning !== before.learning) this.room.toConsoles('learning:changed', event.learning);
    return event;
  }

  /** A spell that is out of the book is no longer asked for. */
  private stopTeaching(): void {
    this.teach(null).catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'the room is still asked to teach a spell that is gone');
    });
  }

  private async createFirst(): Promise<LiveEvent> {
    const spellbookId = await this.books.create('First spells', starterSpellbook);
    return this.events.create('Wandcast', { spellbookId, activeModelId: null });
  }
}
