import { Injectable } from '@nestjs/common';
import { FailureError, type Books, type FromConsole } from '@wandcast/protocol';
import type { EventSetting } from '../rooms/events/events.repository.js';
import { EventsService } from '../rooms/events/events.service.js';
import type { LiveEvent } from '../rooms/events/live-event.js';
import { InferenceService } from '../models/inference.service.js';
import { RegistryService } from '../models/model-registry.service.js';
import { sameSpells } from '../models/same-spells.js';
import { Log } from '../platform/logging/log.js';
import { Bus } from '../platform/bus/bus.js';
import { BooksService } from '../rooms/spellbook/spellbooks.service.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { TrainingService } from '../training/training.service.js';

/** What is on: the next event, and the book of this one. Whatever was trained for what was on before is let go. */
@Injectable()
export class ProgrammeService {
  constructor(
    private readonly events: EventsService,
    private readonly books: BooksService,
    private readonly spells: SpellsService,
    private readonly inference: InferenceService,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** @throws FailureError `event-over` where another was quicker, `book-unknown` */
  async begin({ after, title, bookId }: FromConsole<'event:begin'>): Promise<LiveEvent> {
    const event = await this.events.begin(after, title, await this.settingOf(bookId));
    await this.settle();
    return event;
  }

  /** The room uses another book from now on. @throws FailureError `book-unknown` */
  async openBook({ bookId }: FromConsole<'book:open'>): Promise<Books> {
    if (bookId === this.events.current.spellbookId) return this.books.list();
    await this.events.useBook(await this.settingOf(bookId));
    await this.settle();
    return this.books.list();
  }

  private async settingOf(spellbookId: string): Promise<EventSetting> {
    const activeModelId = await this.inference.suited(await this.spells.idsIn(spellbookId));
    return { spellbookId, activeModelId };
  }

  /** Everyone has moved: models follow, and what no model knows yet is learnt. */
  private async settle(): Promise<void> {
    this.bus.publish({ kind: 'models' });
    try {
      await this.training.cancelAll();
      await this.registry.follow();
      const ids = this.spells.list().map(({ id }) => id);
      if (!sameSpells(this.inference.model?.spells ?? [], ids)) await this.training.request('glyphs', 'auto');
    } catch (error) {
      if (error instanceof FailureError) return; // a book with too little to learn from, as a blank one
      this.log.warn({ error: (error as Error).message }, 'the models could not follow');
    }
  }
}
