import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ParticipantId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { RoomEvents } from '../room/room-events.js';

/** People a message between nodes names; a notification of PostgreSQL holds 8 kB. */
const PIECE = 150;

/** That rows of people changed: their name, whether they are seen, whether they are in. On every node. */
@Injectable()
export class PeopleNews implements OnModuleInit {
  constructor(
    private readonly events: RoomEvents,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('people', ({ participantIds }) => {
      this.events.emitAndWait('participants:changed', participantIds as ParticipantId[]).catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'what changed about people could not be read');
      });
    });
  }

  /** Resolves when this node has done what follows from it. */
  async tell(ids: readonly ParticipantId[]): Promise<void> {
    for (let from = 0; from < ids.length; from += PIECE)
      this.bus.publish({ kind: 'people', participantIds: ids.slice(from, from + PIECE) });
    await this.events.emitAndWait('participants:changed', ids);
  }
}
