import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, type EventCode, type StageView } from '@wandcast/protocol';
import { RoomChannel } from '../realtime/room-channel.js';
import { SpellsService } from '../spells/spells.service.js';
import { newEventCode } from './event-code.js';
import { EventsRepository } from './events.repository.js';
import { eventInfo, type LiveEvent } from './live-event.js';

/** The event this server serves: made at the first start, the newest one afterwards. */
@Injectable()
export class EventsService implements OnModuleInit {
  private event: LiveEvent | undefined;

  constructor(
    private readonly events: EventsRepository,
    private readonly spells: SpellsService,
    private readonly room: RoomChannel,
  ) {}

  async onModuleInit(): Promise<void> {
    this.event = (await this.events.findCurrent()) ?? (await this.createFirst());
    await this.spells.open(this.event.spellbookId);
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
  /** Which model answers from now on; the inference service has it loaded already. */
  async activateModel(activeModelId: string): Promise<void> {
    this.event = await this.events.update(this.current.id, { activeModelId });
  }

  private async change(change: Parameters<EventsRepository['update']>[1]): Promise<LiveEvent> {
    this.event = await this.events.update(this.current.id, change);
    this.room.toAll('event:changed', eventInfo(this.event));
    return this.event;
  }

  private async createFirst(): Promise<LiveEvent> {
    const spellbookId = await this.spells.createStarterBook();
    return this.events.create({ code: newEventCode(Math.random), title: 'Wandcast', spellbookId });
  }
}
