import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';

/** Shortest interval between notifications, ms: in a busy room something changes all the time. */
const NOTIFY_INTERVAL_MS = 2_000;

/** Tells consoles on every node to reload the participants after presence, casts or names changed. */
@RoomPart()
export class ParticipantListNotifier implements RoomLifecycle {
  private timer: NodeJS.Timeout | undefined;
  private notifiedAt = -Infinity;
  /** Whether a change happened on this node that others do not know of yet. */
  private hasLocalChange = false;

  constructor(private readonly room: Room) {}

  onOpen(): void {
    const onLocalChange = (): void => {
      this.hasLocalChange = true;
      this.notifySoon();
    };
    const onSharedChange = (): void => {
      this.notifySoon();
    };
    this.room.events.on('presence:changed', onLocalChange);
    this.room.events.on('cast:stored', onLocalChange);
    this.room.events.on('casts:deleted', onSharedChange); // emitted on every node, like those below
    this.room.events.on('participant:forgotten', onSharedChange);
    this.room.events.on('participants:changed', onSharedChange);
    for (const kind of ['presence-changed', 'casts', 'refreshed'] as const) this.room.bus.on(kind, onSharedChange);
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  private notifySoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.notify();
      },
      Math.max(0, this.notifiedAt + NOTIFY_INTERVAL_MS - performance.now()),
    );
  }

  private notify(): void {
    this.notifiedAt = performance.now();
    this.room.broadcaster.toConsoles('participants:changed', null);
    if (this.hasLocalChange) this.room.bus.publish({ kind: 'presence-changed' });
    this.hasLocalChange = false;
  }
}
