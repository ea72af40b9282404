import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, type Handshake, type Profile } from '@wandcast/protocol';
import { Log } from '../ops/log.js';
import { Bus } from '../persistence/bus.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { StageTicker } from '../stage/stage-ticker.js';
import type { Attendance } from './attendance.js';
import { EventsService } from './events.service.js';
import { ParticipantsRepository } from './participants.repository.js';

@Injectable()
export class ParticipantsService implements OnModuleInit {
  constructor(
    private readonly events: EventsService,
    private readonly participants: ParticipantsRepository,
    private readonly stage: StageTicker,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('refreshed', () => {
      this.dismissForgotten().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'someone who was forgotten may still be here');
      });
    });
  }

  /**
   * Lets a phone in: known by its key, or as someone new where the door is open and there is room now.
   * Many who join in the same instant may pass the limit by a few; it protects the server, not a seat count. Whoever was
   * at an event that is over may come back to it, to hand over casts that their phone kept. A key that was forgotten
   * opens nothing any more: a page that missed it must not bring its person back.
   * @throws FailureError `event-unknown`, `participant-forgotten`, `event-over`, `event-locked`, `event-full`
   */
  async join({ code, key, profile }: Handshake<'wand'>): Promise<Attendance> {
    const event = await this.events.getByCode(code);
    const eventId = event.id;
    const keyHash = createHash('sha256').update(key).digest();
    const known = await this.participants.findByKey(eventId, keyHash);
    if (known !== undefined && sameProfile(known, profile)) return { participant: known, eventId };
    const renamed = known && (await this.participants.updateProfile(known.id, profile));
    if (renamed !== undefined) return { participant: renamed, eventId };
    if (await this.participants.isForgotten(eventId, keyHash)) throw new FailureError('participant-forgotten');
    if (this.events.isOver(eventId)) throw new FailureError('event-over');
    if (event.locked) throw new FailureError('event-locked');
    if (this.stage.wands().length >= event.capacity) throw new FailureError('event-full');
    return { participant: await this.participants.create(eventId, keyHash, profile), eventId };
  }

  /** A node that was cut off did not hear who left for good. */
  private async dismissForgotten(): Promise<void> {
    const here = this.stage.people();
    const known = await this.participants.listKnown(here);
    for (const id of here) if (!known.has(id)) this.room.dismiss(id);
  }
}

function sameProfile(a: Profile, b: Profile): boolean {
  return a.nickname === b.nickname && a.sigil === b.sigil && a.metal === b.metal;
}
