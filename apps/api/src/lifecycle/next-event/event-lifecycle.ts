import { FailureError, type Books, type FromConsole } from '@wandcast/protocol';
import { Rounds } from '../../games/rounds/rounds.service.js';
import { Inference } from '../../models/inference.service.js';
import { ModelRegistry } from '../../models/model-registry.service.js';
import { sameSpells } from '../../models/same-spells.js';
import { Log } from '../../platform/logging/log.js';
import { EventSettings } from '../../rooms/events/event-settings.js';
import type { PlannedStep, SpellbookChoice } from '../../rooms/events/new-events.js';
import { EventsService } from '../../rooms/events/events.service.js';
import type { EventRecord } from '../../rooms/room/event-record.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { Room } from '../../rooms/room/room.js';
import { SpellbookList } from '../../rooms/spellbook/spellbook-list.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { Trainings } from '../../training/training.service.js';

/** Begins the next event and switches the spellbook of the current one. Both cancel pending trainings. */
@RoomPart()
export class EventLifecycle {
  constructor(
    private readonly room: Room,
    private readonly settings: EventSettings,
    private readonly books: SpellbookList,
    private readonly spells: Spellbook,
    private readonly inference: Inference,
    private readonly training: Trainings,
    private readonly events: EventsService,
    private readonly log: Log,
  ) {}

  /**
   * @param steps its run of show; that of this event if empty
   * @throws FailureError `event-over` if another event was begun first, `book-unknown`
   */
  async begin({ after, title, bookId }: FromConsole<'event:begin'>, steps: PlannedStep[]): Promise<EventRecord> {
    const choice = await this.choiceOf(bookId);
    const rounds = this.room.part(Rounds);
    const { open } = rounds;
    // Nobody could resume or end it in the next event, so that its result would never be final.
    if (open !== undefined && open.pausedAt !== null && after === this.room.event.code)
      await rounds.end({ roundId: open.id });
    const next = await this.events.begin(this.room, after, title, choice, steps);
    await this.loadModel(next);
    return next.event;
  }

  /** Switches the room to another spellbook. @throws FailureError `book-unknown` */
  async openBook({ bookId }: FromConsole<'book:open'>): Promise<Books> {
    if (bookId === this.room.event.spellbookId) return this.books.list();
    await this.settings.useBook(await this.choiceOf(bookId));
    await this.loadModel(this.room);
    return this.books.list();
  }

  private async choiceOf(spellbookId: string): Promise<SpellbookChoice> {
    const activeModelId = await this.inference.modelFor(await this.spells.idsIn(spellbookId));
    return { spellbookId, activeModelId };
  }

  /** Loads a model for the room's spellbook; if there is none, requests one trained on its glyphs. */
  private async loadModel(room: Room): Promise<void> {
    room.bus.publish({ kind: 'models' });
    try {
      await this.training.cancelAll();
      await room.part(ModelRegistry).sync();
      const ids = room.part(Spellbook).list().map(({ id }) => id); // prettier-ignore
      const { model } = room.part(Inference);
      if (!sameSpells(model?.spells ?? [], ids)) await room.part(Trainings).request('glyphs', 'auto');
    } catch (error) {
      if (error instanceof FailureError) return; // too few spells to train on, such as an empty spellbook
      this.log.warn({ error: (error as Error).message }, 'no model could be loaded for the spellbook');
    }
  }
}
