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
import { unusedName } from '../rooms/participants/unused-name.js';
import { Log } from '../platform/logging/log.js';
import { BatchedCalls } from '../platform/queues/batched-calls.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { ParticipantEvents } from '../rooms/participants/participant-events.js';
import { ModerationRepository, type ParticipantChange, type ParticipantRow } from './moderation.repository.js';
import { Presence } from '../rooms/participants/presence.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** Lists participants and applies moderation: rename, hide, remove. Changes are stored, then applied on every node. */
@RoomPart()
export class Moderation implements RoomLifecycle {
  /** Participants that changed since the start, so that a phone in its handshake is admitted by its current row. */
  private readonly newest = new Map<ParticipantId, ParticipantRecord>();
  /** One read at a time, so that an older row never overwrites a newer one. */
  private readonly reads = new SerialQueue();
  /** Each page is read once for all consoles that ask while others are read. */
  private readonly pages = new BatchedCalls(async (asked: readonly (ParticipantId | 'first')[]) => {
    const pages = new Map<ParticipantId | 'first', Promise<ConsoleParticipant[]>>();
    for (const after of asked) {
      const page = this.repository
        .page(this.room.eventId, after === 'first' ? null : after)
        .then((rows) => this.complete(rows));
      pages.set(after, page);
      await page.catch(() => undefined); // those who asked for it get the error
    }
    return pages;
  });

  constructor(
    private readonly repository: ModerationRepository,
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
    this.room.events.on('participant:forgotten', (id) => void this.newest.delete(id));
    this.room.bus.on('refreshed', () => {
      this.reread(this.presence.ids()).catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not reload removed and hidden participants');
      });
    });
  }

  /**
   * A page of the participants of this event, in the order in which they joined.
   * @throws FailureError `participant-unknown` if the last one of the previous page was deleted
   */
  async list({ after = null }: FromConsole<'participants:list'>): Promise<readonly ConsoleParticipant[]> {
    return (await this.pages.call(after ?? 'first')) ?? [];
  }

  /** @throws FailureError `participant-unknown` */
  async rename({ participantId, name, own }: FromConsole<'participant:rename'>): Promise<ConsoleParticipant> {
    if (own) return this.change(participantId, { displayName: null });
    const eventId = this.room.eventId;
    const displayName = name ?? (await unusedName(this.participants, eventId));
    const isEntered = displayName === (await this.repository.enteredName(eventId, participantId));
    // A name chosen by a moderator stays; a random one is replaced by the participant's next allowed name.
    const flagged = name === null ? {} : { flagged: false };
    return this.change(participantId, { displayName: isEntered ? null : displayName, ...flagged });
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
   * Reloads a participant who just passed the handshake: another node may have readmitted or renamed them, and its bus
   * message may be delayed or lost.
   */
  async refresh({ participant: { id } }: Attendance): Promise<void> {
    if (this.newest.has(id)) await this.reread([id]);
  }

  /** Current name and visibility of an admitted participant; undefined if they were removed meanwhile. */
  admission({ participant, hidden }: Attendance): { participant: Participant; hidden: boolean } | undefined {
    const newest = this.newest.get(participant.id) ?? { participant, hidden, removal: 'no' };
    return newest.removal === 'no' ? newest : undefined;
  }

  private async change(id: ParticipantId, change: ParticipantChange): Promise<ConsoleParticipant> {
    const eventId = this.room.eventId;
    if (!(await this.repository.change(eventId, id, change))) throw new FailureError('participant-unknown');
    await this.participantEvents.publish([id]);
    const row = await this.repository.find(eventId, id);
    const [changed] = row === undefined ? [] : this.complete([row]);
    if (changed === undefined) throw new FailureError('participant-unknown'); // deleted meanwhile
    return changed;
  }

  /** Reloads participants and applies their rows: presence, connections, phone and leaderboard. */
  private reread(ids: readonly ParticipantId[]): Promise<void> {
    return this.reads.run(async () => {
      for (const record of await this.participants.listRecords(this.room.eventId, ids)) this.apply(record);
      this.board.participantsChanged(ids);
    });
  }

  private apply(record: ParticipantRecord): void {
    const { participant, hidden, removal } = record;
    this.newest.set(participant.id, record);
    if (removal !== 'no') this.room.broadcaster.dismiss(participant.id);
    this.presence.hide(participant.id, hidden || removal !== 'no'); // the stage forgets the name, too
    if (this.presence.rename(participant)) this.room.broadcaster.toWand(participant.id, 'me:changed', participant);
  }

  private complete(rows: readonly ParticipantRow[]): ConsoleParticipant[] {
    const connected = new Set(this.presence.ids());
    const [points, roundTrips] = [this.board.points(), this.stats.clocks.byPhone()];
    return rows.map((row) => ({
      ...row,
      connected: connected.has(row.id),
      points: points.get(row.id) ?? 0,
      roundTripMs: roundTrips.get(row.id) ?? null,
    }));
  }
}
