import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, REMOVAL_MS, type Handshake, type Profile } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { isBlockedName } from './name-filter.js';
import { ParticipantEvents } from './participant-events.js';
import { Bus } from '../../platform/bus/bus.js';
import { Rooms } from '../room/rooms.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import type { Attendance } from './attendance.js';
import { EventsService } from '../events/events.service.js';
import type { ParticipantRecord, Naming } from './participant-record.js';
import { ParticipantsRepository } from './participants.repository.js';
import { Presence } from './presence.js';
import { unusedName } from './unused-name.js';

@Injectable()
export class ParticipantsService implements OnModuleInit {
  constructor(
    private readonly events: EventsService,
    private readonly participants: ParticipantsRepository,
    private readonly rooms: Rooms,
    private readonly namespaces: SocketNamespaces,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.bus.on('refreshed', () => {
      this.dismissForgotten().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not disconnect deleted participants');
      });
    });
  }

  /**
   * Admits a phone: a known participant by their key, or a new one if the event is open, unlocked and not full.
   * Concurrent joins may exceed the capacity slightly. Participants of a past event may rejoin it, to send casts that
   * their phone kept. A deleted participant's key is refused, so that a page that missed the deletion cannot recreate
   * them.
   * @throws FailureError `event-unknown`, `participant-forgotten`, `participant-removed`, `participant-banned`,
   * `event-over`, `event-locked`, `event-full`
   */
  async join({ code, key, profile }: Handshake<'wand'>): Promise<Attendance> {
    const event = await this.events.getByCode(code);
    const eventId = event.id;
    const keyHash = createHash('sha256').update(key).digest();
    const known = await this.participants.findByKey(eventId, keyHash);
    const returning = known && (await this.rejoin(eventId, known, profile));
    if (returning !== undefined) return { participant: returning.participant, eventId, hidden: returning.hidden };
    if (await this.participants.isForgotten(eventId, keyHash)) throw new FailureError('participant-forgotten');
    const room = this.rooms.find(eventId);
    if (room === undefined) throw new FailureError('event-over');
    if (event.locked) throw new FailureError('event-locked');
    if (room.part(Presence).size >= event.capacity) throw new FailureError('event-full');
    const naming = await this.namingOf(eventId, profile.nickname);
    return { participant: await this.participants.create(eventId, keyHash, profile, naming), eventId, hidden: false };
  }

  /**
   * Readmits a known participant and updates their profile; undefined if they were deleted meanwhile.
   * @throws FailureError `participant-removed`, `participant-banned`
   */
  private async rejoin(
    eventId: string,
    known: ParticipantRecord,
    profile: Profile,
  ): Promise<ParticipantRecord | undefined> {
    const { id } = known.participant;
    const isReadmitted = mayReturn(known);
    let record: ParticipantRecord | undefined = known;
    if (isReadmitted) {
      record = await this.participants.readmit(id, known.removedAt ?? 0);
      if (record === undefined) throw new FailureError('participant-removed'); // removed again meanwhile
    }
    const isNewName = known.enteredName !== profile.nickname;
    const isSame = !isNewName && known.participant.sigil === profile.sigil && known.participant.metal === profile.metal;
    if (!isSame)
      record = await this.participants.updateProfile(
        id,
        profile,
        isNewName ? await this.namingOf(eventId, profile.nickname, known) : undefined,
      );
    if ((isReadmitted || !isSame) && record !== undefined)
      await this.rooms.serving(eventId).part(ParticipantEvents).publish([id]);
    return record;
  }

  /** A name given by a moderator is kept when the participant enters another one. */
  private async namingOf(eventId: string, nickname: string, before?: ParticipantRecord): Promise<Naming> {
    const given = before?.displayName ?? null;
    if (isBlockedName(nickname))
      return { displayName: given ?? (await unusedName(this.participants, eventId)), flagged: true };
    return { displayName: before?.flagged === true ? null : given, flagged: false };
  }

  /** Disconnects participants whose deletion this node missed while the bus was down. */
  private async dismissForgotten(): Promise<void> {
    const connected = this.rooms.list().flatMap((room) => room.part(Presence).ids());
    const known = await this.participants.listKnown(connected);
    for (const id of connected) if (!known.has(id)) this.namespaces.dismiss(id);
  }
}

/** Whether a temporary removal has expired. @throws FailureError `participant-removed`, `participant-banned` */
function mayReturn({ removal, removedAt }: ParticipantRecord): boolean {
  switch (removal) {
    case 'no':
      return false;
    case 'banned':
      throw new FailureError('participant-banned');
    case 'sent':
      if (Date.now() - (removedAt ?? 0) < REMOVAL_MS) throw new FailureError('participant-removed');
      return true;
  }
}
