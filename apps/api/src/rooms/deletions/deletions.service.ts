import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAX_CASTS_SHOWN, type CastId, type FromWand, type Participant, type ParticipantId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { RoomChannel } from '../room/room-broadcaster.js';
import { DeletionsRepository } from './deletions.repository.js';
import { RoomEvents } from '../room/room-events.js';

/** What people take back: some of their casts, or everything. Models that were trained before keep what they learnt. */
@Injectable()
export class DeletionsService implements OnModuleInit {
  constructor(
    private readonly deletions: DeletionsRepository,
    private readonly events: RoomEvents,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('deleted', ({ castIds }) => {
      this.heardCasts(castIds as CastId[]);
    });
    this.bus.on('forgotten', ({ participantId }) => {
      this.heardPerson(participantId as ParticipantId);
    });
  }

  /** Deletes own casts; others are left out. */
  async delete(participant: Participant, { castIds }: FromWand<'casts:delete'>): Promise<CastId[]> {
    const deleted = await this.deletions.deleteCasts(participant.id, castIds);
    this.tell(deleted);
    return deleted;
  }

  /** Deletes a participant and everything they gave, and closes their connections on every node. */
  async forget({ id }: Participant): Promise<null> {
    const casts = await this.deletions.forget(id);
    this.tell(casts);
    this.bus.publish({ kind: 'forgotten', participantId: id });
    this.heardPerson(id);
    this.log.info({ casts: casts.length }, 'a participant was forgotten');
    return null;
  }

  /** In pieces that fit into a message between nodes. */
  private tell(castIds: readonly CastId[]): void {
    for (let from = 0; from < castIds.length; from += MAX_CASTS_SHOWN) {
      const piece = castIds.slice(from, from + MAX_CASTS_SHOWN);
      this.bus.publish({ kind: 'deleted', castIds: piece });
      this.heardCasts(piece);
    }
  }

  private heardCasts(castIds: readonly CastId[]): void {
    this.room.toConsoles('casts:deleted', castIds);
    this.events.emit('casts:deleted', castIds);
  }

  private heardPerson(participantId: ParticipantId): void {
    this.room.dismiss(participantId);
    this.events.emit('participant:forgotten', participantId);
  }
}
