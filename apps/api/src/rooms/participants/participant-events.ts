import type { ParticipantId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

/** Ids per bus message, to fit the 8 kB of a PostgreSQL notification. */
const CHUNK = 150;

/** Announces changed participants (name, visibility, removal) on every node. */
@RoomPart()
export class ParticipantEvents implements RoomLifecycle {
  constructor(
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('participants-changed', ({ participantIds }) => {
      this.room.events
        .emitAndWait('participants:changed', participantIds as ParticipantId[])
        .catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'could not reload changed participants');
        });
    });
  }

  /** Resolves when the listeners on this node have finished. */
  async publish(ids: readonly ParticipantId[]): Promise<void> {
    for (let from = 0; from < ids.length; from += CHUNK)
      this.room.bus.publish({ kind: 'participants-changed', participantIds: ids.slice(from, from + CHUNK) });
    await this.room.events.emitAndWait('participants:changed', ids);
  }
}
