import type { EventCopied, FromConsole } from '@wandcast/protocol';
import { EventsRepository } from '../../rooms/events/events.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { SpellbookList } from '../../rooms/spellbook/spellbook-list.js';
import { Steps } from '../../run-of-show/steps.service.js';
import { EventLifecycle } from '../next-event/event-lifecycle.js';

/** Copies the run of show and the spellbook of another event to this one. */
@RoomPart()
export class EventCopy {
  constructor(
    private readonly room: Room,
    private readonly events: EventsRepository,
    private readonly steps: Steps,
    private readonly books: SpellbookList,
    private readonly lifecycle: EventLifecycle,
  ) {}

  /** @throws FailureError `event-deleted`, `book-unknown` if its book is archived, `steps-full` */
  async copy({ eventId, plan, book }: FromConsole<'event:copy'>): Promise<EventCopied> {
    const spellbookId = await this.events.getBookId(eventId);
    const bookId = this.room.event.spellbookId;
    const unchanged = this.steps.runOfShow.steps.map(({ id }) => id);
    const copiesPlan = plan && eventId !== this.room.eventId;
    if (copiesPlan) await this.steps.checkCopy(eventId); // before the book is switched
    if (book) await this.lifecycle.openBook({ bookId: spellbookId });
    const stepIds = copiesPlan ? await this.steps.copyFrom(eventId) : unchanged;
    return { runOfShow: this.steps.runOfShow, books: this.books.list(), before: { stepIds, bookId } };
  }
}
