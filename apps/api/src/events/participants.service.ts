import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FailureError, type Handshake, type Participant, type Profile } from '@wandcast/protocol';
import { StageTicker } from '../stage/stage-ticker.js';
import { EventsService } from './events.service.js';
import { ParticipantsRepository } from './participants.repository.js';

@Injectable()
export class ParticipantsService {
  constructor(
    private readonly events: EventsService,
    private readonly participants: ParticipantsRepository,
    private readonly stage: StageTicker,
  ) {}

  /**
   * Lets a phone in: known by its key, or as someone new where the door is open and there is room now.
   * Many who join in the same instant may pass the limit by a few; it protects the server, not a seat count.
   * @throws FailureError `event-unknown`, `event-locked`, `event-full`
   */
  async join({ code, key, profile }: Handshake<'wand'>): Promise<Participant> {
    const event = this.events.getByCode(code);
    const keyHash = createHash('sha256').update(key).digest();
    const known = await this.participants.findByKey(event.id, keyHash);
    if (known !== undefined)
      return sameProfile(known, profile) ? known : this.participants.updateProfile(known.id, profile);
    if (event.locked) throw new FailureError('event-locked');
    if (this.stage.wands().length >= event.capacity) throw new FailureError('event-full');
    return this.participants.create(event.id, keyHash, profile);
  }
}

function sameProfile(a: Profile, b: Profile): boolean {
  return a.nickname === b.nickname && a.sigil === b.sigil && a.metal === b.metal;
}
