import { Injectable } from '@nestjs/common';
import type { EventCode } from '@wandcast/protocol';
import { EventsService } from '../../rooms/events/events.service.js';
import type { Room } from '../../rooms/room/room.js';
import { ExportedEveningRepository } from './exported-evening.repository.js';

/** Writes everything of an evening to a file from which `EveningImport` makes the same evening again. */
@Injectable()
export class EveningExport {
  constructor(
    private readonly rows: ExportedEveningRepository,
    private readonly events: EventsService,
  ) {}

  /** @returns the lines of the file  @throws FailureError `event-unknown` */
  async open(room: Room, code: EventCode): Promise<AsyncGenerator<string>> {
    const { id } = await this.events.getKept(room, code);
    return this.rows.lines(id);
  }
}
