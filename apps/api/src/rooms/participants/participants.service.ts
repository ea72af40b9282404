import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FailureError, SENT_OUT_MS, type Handshake, type Profile } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { isRefusedName } from './name-filter.js';
import { ParticipantEvents } from './participant-events.js';
import { Bus } from '../../platform/bus/bus.js';
import { Rooms } from '../room/rooms.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import type { Attendance } from './attendance.js';
import { EventsService } from '../events/events.service.js';
import type { ParticipantRecord, Naming } from './participant-record.js';
import { ParticipantsRepository } from './participants.repository.js';
import { Presence } from './presence.js';
import { freeName } from './free-name.js';

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
        this.log.warn({ error: (error as Error).message }, 'forgotten participants may still be here');
      });
    });
  }

  /**
   * Lets a phone in: known by its key, or as someone new if the door is open and there is room now.
   * Many who join in the same instant may pass the limit by a few; it protects the server, not a seat count. Anyone who was
   * at an event that is over may come back to it, to hand over casts that their phone kept. A key that was forgotten
   * opens nothing any more: a page that missed it must not bring its person back.
   * @throws FailureError `event-unknown`, `participant-forgotten`, `participant-removed`, `participant-banned`,
   * `event-over`, `event-locked`, `event-full`
   */
  async join({ code, key, profile }: Handshake<'wand'>): Promise<Attendance> {
    const event = await this.events.getByCode(code);
    const eventId = event.id;
    const keyHash = createHash('sha256').update(key).digest();
    const known = await this.participants.findByKey(eventId, keyHash);
    const back = known && (await this.letBackIn(eventId, known, profile));
    if (back !== undefined) return { participant: back.participant, eventId, hidden: back.hidden };
    if (await this.participants.isForgotten(eventId, keyHash)) throw new FailureError('participant-forgotten');
    const room = this.rooms.find(eventId);
    if (room === undefined) throw new FailureError('event-over');
    if (event.locked) throw new FailureError('event-locked');
    if (room.part(Presence).people().length >= event.capacity) throw new FailureError('event-full');
    const naming = await this.namingOf(eventId, profile.nickname);
    return { participant: await this.participants.create(eventId, keyHash, profile, naming), eventId, hidden: false };
  }

  /** Undefined if they were forgotten meanwhile. @throws FailureError `participant-removed`, `participant-banned` */
  private async letBackIn(
    eventId: string,
    known: ParticipantRecord,
    profile: Profile,
  ): Promise<ParticipantRecord | undefined> {
    const { id } = known.participant;
    const isLifted = mayReturn(known);
    let record: ParticipantRecord | undefined = known;
    if (isLifted) {
      record = await this.participants.lift(id, known.removedAt ?? 0);
      if (record === undefined) throw new FailureError('participant-removed'); // again, in the same breath
    }
    const isNewName = known.signed !== profile.nickname;
    const isSame = !isNewName && known.participant.sigil === profile.sigil && known.participant.metal === profile.metal;
    if (!isSame)
      record = await this.participants.updateProfile(
        id,
        profile,
        isNewName ? await this.namingOf(eventId, profile.nickname, known) : undefined,
      );
    if ((isLifted || !isSame) && record !== undefined)
      await this.rooms.serving(eventId).part(ParticipantEvents).publish([id]);
    return record;
  }

  /** A name that a moderator gave stays, whatever is signed after it. */
  private async namingOf(eventId: string, nickname: string, before?: ParticipantRecord): Promise<Naming> {
    const given = before?.displayName ?? null;
    if (isRefusedName(nickname))
      return { displayName: given ?? (await freeName(this.participants, eventId)), flagged: true };
    return { displayName: before?.flagged === true ? null : given, flagged: false };
  }

  /** A node that was cut off did not hear who left for good. */
  private async dismissForgotten(): Promise<void> {
    const here = this.rooms.list().flatMap((room) => room.part(Presence).people());
    const known = await this.participants.listKnown(here);
    for (const id of here) if (!known.has(id)) this.namespaces.dismiss(id);
  }
}

/** Whether they were sent out long enough ago. @throws FailureError `participant-removed`, `participant-banned` */
function mayReturn({ removal, removedAt }: ParticipantRecord): boolean {
  switch (removal) {
    case 'no':
      return false;
    case 'banned':
      throw new FailureError('participant-banned');
    case 'sent':
      if (Date.now() - (removedAt ?? 0) < SENT_OUT_MS) throw new FailureError('participant-removed');
      return true;
  }
}
