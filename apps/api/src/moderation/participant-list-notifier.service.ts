import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';

/** Consoles ask for the people again so often at most, ms: in a room that casts, something is new all the time. */
const TELL_MS = 2_000;

/** Tells the consoles of every node that something about people is new: who is here, what they cast, who they are. */
@RoomPart()
export class ParticipantListNotifier implements RoomLifecycle {
  private timer: NodeJS.Timeout | undefined;
  private toldAt = -Infinity;
  /** Something that happened here, which other nodes do not know of. */
  private isOurs = false;

  constructor(private readonly room: Room) {}

  onOpen(): void {
    const ours = (): void => {
      this.isOurs = true;
      this.tellSoon();
    };
    const theirs = (): void => {
      this.tellSoon();
    };
    this.room.events.on('presence:changed', ours);
    this.room.events.on('cast:stored', ours);
    this.room.events.on('casts:deleted', theirs); // every node learns of these
    this.room.events.on('participant:forgotten', theirs);
    this.room.events.on('participants:changed', theirs);
    for (const kind of ['crowd', 'casts', 'refreshed'] as const) this.room.bus.on(kind, theirs);
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.tell();
      },
      Math.max(0, this.toldAt + TELL_MS - performance.now()),
    );
  }

  private tell(): void {
    this.toldAt = performance.now();
    this.room.broadcaster.toConsoles('participants:changed', null);
    if (this.isOurs) this.room.bus.publish({ kind: 'crowd' });
    this.isOurs = false;
  }
}
