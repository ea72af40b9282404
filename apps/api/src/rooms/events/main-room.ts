import { Injectable } from '@nestjs/common';
import { starterSpellbook } from '@wandcast/gesture';
import type { EventRecord } from '../room/event-record.js';
import { Rooms } from '../room/rooms.js';
import { EventsRepository } from './events.repository.js';

/** The room that the terminal and commands mean: the oldest one that was not archived when the server started. */
@Injectable()
export class MainRoom {
  private latest: EventRecord | undefined;

  constructor(
    private readonly rooms: Rooms,
    private readonly events: EventsRepository,
  ) {}

  /** Finds it; the first start creates it. @returns its id */
  async begin(): Promise<string> {
    this.latest =
      (await this.events.findMain()) ?? (await this.events.createMain('Wandcast', 'First spells', starterSpellbook));
    return this.latest.roomId;
  }

  get id(): string {
    return this.event.roomId;
  }

  /** Its current event, as far as this node knows: another node may serve it. */
  get event(): EventRecord {
    if (this.latest === undefined) throw new Error('the main room is not known yet');
    return this.rooms.find(this.latest.roomId)?.event ?? this.latest;
  }

  /** Reads its event, which another node may have changed. */
  async reread(): Promise<void> {
    this.latest = (await this.events.findCurrent(this.id)) ?? (await this.events.findMain()) ?? this.latest;
  }
}
