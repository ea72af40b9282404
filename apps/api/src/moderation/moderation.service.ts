import {
  FailureError,
  type FromConsole,
  type Participant,
  type ParticipantId,
  type ConsoleParticipant,
} from '@wandcast/protocol';
import type { Attendance } from '../rooms/participants/attendance.js';
import type { ParticipantRecord } from '../rooms/participants/participant-record.js';
import { ParticipantsRepository } from '../rooms/participants/participants.repository.js';
import { freeName } from '../rooms/participants/free-name.js';
import { Log } from '../platform/logging/log.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { ParticipantEvents } from '../rooms/participants/participant-events.js';
import { ModerationRepository, type ParticipantChange, type ParticipantRow } from './moderation.repository.js';
import { Presence } from '../rooms/participants/presence.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** Who is in the room, and what moderators do about them. What it does is in the database first, and then on every node. */
@RoomPart()
export class Moderation implements RoomLifecycle {
  /** Of those whose row changed while this node ran: a wand that was let in a breath before comes in by what holds now. */
  private readonly newest = new Map<ParticipantId, ParticipantRecord>();
  /** One read at a time, so that an older row never overwrites a newer one. */
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly people: ModerationRepository,
    private readonly participants: ParticipantsRepository,
    private readonly room: Room,
    private readonly presence: Presence,
    private readonly board: Leaderboard,
    private readonly stats: HealthStats,
    private readonly participantEvents: ParticipantEvents,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.events.on('participants:changed', (ids) => this.reread(ids));
    this.room.bus.on('refreshed', () => {
      this.reread(this.presence.people()).catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'removed or hidden participants may still be here');
      });
    });
  }

  /** Everyone of this event, in the order in which they came. */
  async list(): Promise<ConsoleParticipant[]> {
    return this.complete(await this.people.list(this.room.id, null));
  }

  /** @throws FailureError `participant-unknown` */
  async rename({ participantId, name, own }: FromConsole<'participant:rename'>): Promise<ConsoleParticipant> {
    if (own) return this.change(participantId, { displayName: null });
    const eventId = this.room.id;
    const displayName = name ?? (await freeName(this.participants, eventId));
    const isSigned = displayName === (await this.people.signedBy(eventId, participantId));
    // A name that somebody gave is theirs to keep; one that was made up gives way to the next clean one that is signed.
    const flagged = name === null ? {} : { flagged: false };
    return this.change(participantId, { displayName: isSigned ? null : displayName, ...flagged });
  }

  /** @throws FailureError `participant-unknown` */
  hide({ participantId, hidden }: FromConsole<'participant:hide'>): Promise<ConsoleParticipant> {
    return this.change(participantId, { hidden });
  }

  /** @throws FailureError `participant-unknown` */
  remove({ participantId, forGood }: FromConsole<'participant:remove'>): Promise<ConsoleParticipant> {
    return this.change(participantId, { removal: forGood ? 'banned' : 'sent', removedAt: new Date() });
  }

  /** @throws FailureError `participant-unknown` */
  readmit({ participantId }: FromConsole<'participant:readmit'>): Promise<ConsoleParticipant> {
    return this.change(participantId, { removal: 'no', removedAt: null });
  }

  /**
   * What this node knows of someone who just passed the handshake is as recent as what the handshake read: another node may have
   * taken them in again, or named them, and the word of it may be on its way, or lost.
   */
  async refresh({ participant: { id } }: Attendance): Promise<void> {
    if (this.newest.has(id)) await this.reread([id]);
  }

  /** How someone who was let in is received, by the newest of their rows; undefined if they are out again. */
  admission({ participant, hidden }: Attendance): { participant: Participant; hidden: boolean } | undefined {
    const newest = this.newest.get(participant.id) ?? { participant, hidden, removal: 'no' };
    return newest.removal === 'no' ? newest : undefined;
  }

  private async change(id: ParticipantId, change: ParticipantChange): Promise<ConsoleParticipant> {
    const eventId = this.room.id;
    if (!(await this.people.change(eventId, id, change))) throw new FailureError('participant-unknown');
    await this.participantEvents.publish([id]);
    const [person] = this.complete(await this.people.list(eventId, id));
    if (person === undefined) throw new FailureError('participant-unknown'); // took everything back meanwhile
    return person;
  }

  /** Reads rows again, and does what follows: on stage and board, at the door, on their phone. */
  private reread(ids: readonly ParticipantId[]): Promise<void> {
    const read = this.reading.then(async () => {
      for (const record of await this.participants.listRecords(this.room.id, ids)) this.apply(record);
      this.board.peopleChanged();
    });
    this.reading = read.catch(() => undefined);
    return read;
  }

  private apply(record: ParticipantRecord): void {
    const { participant, hidden, removal } = record;
    this.newest.set(participant.id, record);
    if (removal !== 'no') this.room.broadcaster.dismiss(participant.id);
    this.presence.hide(participant.id, hidden);
    if (this.presence.rename(participant)) this.room.broadcaster.toWand(participant.id, 'me:changed', participant);
  }

  private complete(rows: readonly ParticipantRow[]): ConsoleParticipant[] {
    const here = new Set(this.presence.people());
    const [points, roundTrips] = [this.board.points(), this.stats.clocks.byPhone()];
    return rows.map((row) => ({
      ...row,
      here: here.has(row.id),
      points: points.get(row.id) ?? 0,
      roundTripMs: roundTrips.get(row.id) ?? null,
    }));
  }
}
