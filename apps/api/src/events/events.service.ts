import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, type EventCode, type SpellId, type StageView } from '@wandcast/protocol';
import { Log } from '../ops/log.js';
import { Bus } from '../persistence/bus.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { SpellsService } from '../spells/spells.service.js';
import { newEventCode } from './event-code.js';
import { EventsRepository, type EventChange } from './events.repository.js';
import { eventInfo, type LiveEvent } from './live-event.js';

/** The event this server serves: made at the first start, the newest one afterwards. */
@Injectable()
export class EventsService implements OnModuleInit {
  private event: LiveEvent | undefined;

  constructor(
    private readonly events: EventsRepository,
    private readonly spells: SpellsService,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    this.event = (await this.events.findCurrent()) ?? (await this.createFirst());
    await this.spells.open(this.event.spellbookId);
    this.spells.onChange((before, after) => {
      if (after === undefined && before?.id === this.current.teaching) this.stopTeaching();
    });
    for (const kind of ['event', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.reread().catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'the event could not be read again');
        });
      });
  }

  get current(): LiveEvent {
    if (this.event === undefined) throw new Error('the event is asked for before it was read');
    return this.event;
  }

  /** @throws FailureError `event-unknown` */
  getByCode(code: EventCode): LiveEvent {
    if (code !== this.current.code) throw new FailureError('event-unknown');
    return this.current;
  }

  lock(locked: boolean): Promise<LiveEvent> {
    return this.change({ locked });
  }
  show(view: StageView): Promise<LiveEvent> {
    return this.change({ view });
  }
  /** What the room teaches now. @throws FailureError `spell-unknown` where it is not in the book */
  async teach(spell: SpellId | null): Promise<LiveEvent> {
    if (spell !== null && !this.spells.list().some(({ id }) => id === spell))
      throw new FailureError('spell-unknown', spell);
    return this.change({ teachingId: spell });
  }
  /** Whether glyph spells learn from the room's own casts. */
  async learn(learning: boolean): Promise<boolean> {
    return (await this.change({ learning })).learning;
  }
  /** Which model answers from now on; the inference service has it loaded already. */
  async activateModel(activeModelId: string): Promise<void> {
    this.event = await this.events.update(this.current.id, { activeModelId });
  }

  /** The event as the database has it now; what another node changed is told to everyone here. */
  async reread(): Promise<LiveEvent> {
    return this.become(await this.events.get(this.current.id));
  }

  private async change(change: EventChange): Promise<LiveEvent> {
    const event = this.become(await this.events.update(this.current.id, change));
    this.bus.publish({ kind: 'event' });
    return event;
  }

  private become(event: LiveEvent): LiveEvent {
    const before = this.current;
    this.event = event;
    if (JSON.stringify(eventInfo(event)) !== JSON.stringify(eventInfo(before)))
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
    const spellbookId = await this.spells.createStarterBook();
    return this.events.create({ code: newEventCode(Math.random), title: 'Wandcast', spellbookId });
  }
}
