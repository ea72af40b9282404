import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAX_CASTS_SHOWN, type CastId, type FromWand, type ParticipantId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { KeyedQueue } from '../../platform/queues/keyed-queue.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { Bus } from '../../platform/bus/bus.js';
import { Presence } from '../participants/presence.js';
import { Rooms } from '../room/rooms.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import { DeletionsRepository } from './deletions.repository.js';
import type { Attendance } from '../participants/attendance.js';

/** Deletes participants' casts, or all their data, on request. What models learned from them is kept. */
@Injectable()
export class DeletionsService implements OnModuleInit {
  /** One at a time, because each locks the models that were tested on its casts: many would wait beyond their timeout. */
  private readonly queue = new SerialQueue();
  /** So nobody has more than one deletion in that queue, however many they ask for. */
  private readonly own = new KeyedQueue<ParticipantId>();

  constructor(
    private readonly deletions: DeletionsRepository,
    private readonly rooms: Rooms,
    private readonly namespaces: SocketNamespaces,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('deleted', ({ castIds, roomId }) => {
      this.castsDeleted(castIds as CastId[], roomId);
    });
    this.bus.on('participant-forgotten', ({ participantId, roomId }) => {
      this.participantForgotten(participantId as ParticipantId, roomId);
    });
  }

  /** Deletes a participant's own casts; ignores other ids. @returns ids of the deleted casts */
  async delete({ participant, roomId }: Attendance, { castIds }: FromWand<'casts:delete'>): Promise<CastId[]> {
    const deleted = await this.inTurn(participant.id, () => this.deletions.deleteCasts(participant.id, castIds));
    this.announce(deleted, roomId);
    return deleted;
  }

  /** Deletes a participant and all their data, and closes their connections on every node. */
  async forget({ participant: { id }, roomId }: Attendance): Promise<null> {
    const casts = await this.inTurn(id, () => this.deletions.forget(id));
    this.announce(casts, roomId);
    this.bus.publish({ kind: 'participant-forgotten', participantId: id, roomId });
    this.bus.publishToAll({ kind: 'models' }); // no card names them any more
    this.participantForgotten(id, roomId);
    this.log.info({ casts: casts.length }, 'participant deleted');
    return null;
  }

  /** Announces deleted casts of a room to its consoles and other nodes, in chunks that fit into a bus message. */
  announce(castIds: readonly CastId[], roomId: string): void {
    for (let from = 0; from < castIds.length; from += MAX_CASTS_SHOWN) {
      const chunk = castIds.slice(from, from + MAX_CASTS_SHOWN);
      this.bus.publish({ kind: 'deleted', castIds: chunk, roomId });
      this.castsDeleted(chunk, roomId);
    }
  }

  private inTurn<T>(who: ParticipantId, task: () => Promise<T>): Promise<T> {
    return this.own.run(who, () => this.queue.run(task));
  }

  private castsDeleted(castIds: readonly CastId[], roomId: string): void {
    const room = this.rooms.find(roomId);
    room?.broadcaster.toConsoles('casts:deleted', castIds);
    room?.events.emit('casts:deleted', castIds);
  }

  private participantForgotten(participantId: ParticipantId, roomId: string): void {
    const room = this.rooms.find(roomId);
    room?.part(Presence).hide(participantId, true); // so that the stage forgets the name, too
    this.namespaces.dismiss(participantId);
    room?.events.emit('participant:forgotten', participantId);
  }
}
