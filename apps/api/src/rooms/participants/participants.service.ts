import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  FailureError,
  REMOVAL_MS,
  type FromWand,
  type Handshake,
  type Participant,
  type Profile,
} from '@wandcast/protocol';
import { AddressLimits } from '../../platform/limits/address-limits.js';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { Log } from '../../platform/logging/log.js';
import { isBlockedName } from './name-filter.js';
import { ParticipantEvents } from './participant-events.js';
import { Bus } from '../../platform/bus/bus.js';
import { Rooms } from '../room/rooms.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import type { Attendance, Joined } from './attendance.js';
import { CodeGuesses } from '../events/code-guesses.js';
import { ParticipantDevices } from './participant-devices.js';
import type { ParticipantRecord, Naming } from './participant-record.js';
import { ParticipantsRepository } from './participants.repository.js';
import { Presence } from './presence.js';
import { unusedName } from './unused-name.js';

/** What the connection of a phone tells besides its handshake. */
export interface PhoneConnection {
  /** IP address. */
  readonly address: string;
  /** Value of its browser's cookie. */
  readonly device: string | undefined;
}

/** A participant who may join. */
type Admitted = Omit<Attendance, 'eventId' | 'roomId'>;

/** A changed profile is stored and sent to every page, so nobody may change theirs all the time. */
const CHANGES_PER_MINUTE = 10;

@Injectable()
export class ParticipantsService implements OnModuleInit {
  private readonly changes = new KeyedRateLimiter(CHANGES_PER_MINUTE, 60_000);

  constructor(
    private readonly guesses: CodeGuesses,
    private readonly devices: ParticipantDevices,
    private readonly participants: ParticipantsRepository,
    private readonly rooms: Rooms,
    private readonly namespaces: SocketNamespaces,
    private readonly bus: Bus,
    private readonly log: Log,
    private readonly limits: AddressLimits,
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
   * them. A browser whose participant was removed for good cannot join again.
   * @returns a known participant, or what creates or changes one, which may be called later
   * @throws FailureError `event-unknown`, `wrong-node`, `too-many-tries` for codes, or for new participants of one address,
   * `participant-forgotten`, `participant-removed`, `participant-banned`, `event-over`, `event-locked`, `event-full`
   */
  async join(handshake: Handshake<'wand'>, connection: PhoneConnection): Promise<Joined> {
    const { profile } = handshake;
    const event = await this.guesses.enter(handshake.code, connection.address);
    const { id: eventId, roomId } = event;
    const keyHash = createHash('sha256').update(handshake.key).digest();
    const { record: known, isForgotten } = await this.participants.findByKey(eventId, keyHash);
    if (isForgotten) throw new FailureError('participant-forgotten');
    if (known !== undefined) mayReturn(known);
    const admitted = async ({ participant, hidden, isNew }: Admitted): Promise<Attendance> => {
      this.guesses.admitted(connection.address, event);
      await this.devices.remember(eventId, participant.id, connection.device);
      return { participant, eventId, roomId, hidden, isNew };
    };
    if (known !== undefined && isUnchanged(known, profile))
      return { returning: await admitted({ ...known, isNew: false }) };
    const rejoin = async (): Promise<Admitted | undefined> => {
      const record = known && (await this.rejoin({ eventId, roomId }, known, profile));
      return record && { ...record, isNew: false };
    };
    return {
      write: async () => admitted((await rejoin()) ?? (await this.create(eventId, keyHash, profile, connection))),
    };
  }

  /** Checks everything at this moment: the room may have changed while the newcomer waited. */
  private async create(
    eventId: string,
    keyHash: Buffer,
    profile: Profile,
    { address, device }: PhoneConnection,
  ): Promise<Admitted> {
    const room = this.rooms.during(eventId);
    if (room === undefined || room.event.isArchived) throw new FailureError('event-over');
    if (await this.devices.isBanned(eventId, device)) throw new FailureError('participant-banned');
    const { event } = room;
    if (event.locked) throw new FailureError('event-locked');
    const { size } = room.part(Presence);
    if (size >= event.capacity) throw new FailureError('event-full', `${size} of ${event.capacity} wizards`);
    if (!this.limits.allowsNewcomer(address)) throw new FailureError('too-many-tries', 'new wizards of this network');
    const naming = await this.namingOf(eventId, profile.nickname);
    const created = await this.participants.create(eventId, keyHash, profile, naming);
    if (created === undefined) throw new FailureError('participant-forgotten'); // while they waited
    return { ...created, hidden: false };
  }

  /**
   * Changes the profile of a connected participant on every page (SPEC O5).
   * @throws FailureError `event-over`, `too-many-tries`, `participant-forgotten`
   */
  async change(
    { participant: { id }, eventId, roomId }: Attendance,
    { profile }: FromWand<'me:change'>,
  ): Promise<Participant> {
    if (this.rooms.during(eventId) === undefined) throw new FailureError('event-over');
    if (!this.changes.allows(id, performance.now())) throw new FailureError('too-many-tries');
    const [known] = await this.participants.listRecords(eventId, [id]);
    const changed = known && (await this.withProfile(eventId, known, profile));
    if (changed === undefined) throw new FailureError('participant-forgotten');
    if (changed !== known) await this.publish(roomId, id);
    return changed.participant;
  }

  /**
   * Readmits a known participant and updates their profile; undefined if they were deleted meanwhile.
   * @throws FailureError `participant-removed`, `participant-banned`
   */
  private async rejoin(
    { eventId, roomId }: Pick<Attendance, 'eventId' | 'roomId'>,
    known: ParticipantRecord,
    profile: Profile,
  ): Promise<ParticipantRecord | undefined> {
    const { id } = known.participant;
    const isReadmitted = mayReturn(known);
    const record = isReadmitted ? await this.participants.readmit(id, known.removedAt ?? 0) : known;
    if (record === undefined) throw new FailureError('participant-removed'); // removed again meanwhile
    const changed = await this.withProfile(eventId, record, profile);
    if (changed !== undefined && changed !== known) await this.publish(roomId, id);
    return changed;
  }

  /** Stores a profile. @returns the same record if nothing changed; undefined if they were deleted meanwhile */
  private async withProfile(
    eventId: string,
    known: ParticipantRecord,
    profile: Profile,
  ): Promise<ParticipantRecord | undefined> {
    const { id, sigil, metal } = known.participant;
    const isNewName = known.enteredName !== profile.nickname;
    if (!isNewName && sigil === profile.sigil && metal === profile.metal) return known;
    const naming = isNewName ? await this.namingOf(eventId, profile.nickname, known) : undefined;
    const changed = await this.participants.updateProfile(known, profile, naming);
    if (changed !== undefined) return changed;
    const [renamed] = await this.participants.listRecords(eventId, [id]); // by a moderator, in this moment
    return renamed && this.withProfile(eventId, renamed, profile);
  }

  private async publish(roomId: string, id: ParticipantRecord['participant']['id']): Promise<void> {
    await this.rooms.find(roomId)?.part(ParticipantEvents).publish([id]);
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

function isUnchanged({ participant, enteredName, removal }: ParticipantRecord, profile: Profile): boolean {
  const { sigil, metal } = participant;
  return removal === 'no' && enteredName === profile.nickname && sigil === profile.sigil && metal === profile.metal;
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
