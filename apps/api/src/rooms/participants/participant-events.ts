import type { ParticipantId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

/** People a message between nodes names; a notification of PostgreSQL holds 8 kB. */
const PIECE = 150;

/** That rows of people changed: their name, whether they are seen, whether they are in. On every node. */
@RoomPart()
export class ParticipantEvents implements RoomLifecycle {
  constructor(
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('people', ({ participantIds }) => {
      this.room.events
        .emitAndWait('participants:changed', participantIds as ParticipantId[])
        .catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'changed participants could not be read');
        });
    });
  }

  /** Resolves when this node has done what follows from it. */
  async publish(ids: readonly ParticipantId[]): Promise<void> {
    for (let from = 0; from < ids.length; from += PIECE)
      this.room.bus.publish({ kind: 'people', participantIds: ids.slice(from, from + PIECE) });
    await this.room.events.emitAndWait('participants:changed', ids);
  }
}
