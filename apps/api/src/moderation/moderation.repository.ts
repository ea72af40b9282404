import { Injectable } from '@nestjs/common';
import type { ParticipantId, ConsoleParticipant, Removal, SpellId } from '@wandcast/protocol';
import { Prisma } from '../generated/prisma/client.js';
import { PrismaService } from '../platform/database/prisma.service.js';

/** A participant as stored, without presence, points and round trip. */
export type ParticipantRow = Omit<ConsoleParticipant, 'connected' | 'points' | 'roundTripMs'>;

export interface ParticipantChange {
  readonly displayName?: string | null;
  readonly hidden?: boolean;
  readonly removal?: Removal;
  readonly removedAt?: Date | null;
}

interface Row {
  readonly id: ParticipantId;
  readonly nickname: string;
  readonly display_name: string | null;
  readonly sigil: ConsoleParticipant['sigil'];
  readonly metal: ConsoleParticipant['metal'];
  readonly grove: ConsoleParticipant['grove'];
  readonly flagged: boolean;
  readonly hidden: boolean;
  readonly removal: Removal;
  readonly casts: number;
  readonly recognized: number;
  readonly taught: number;
  readonly last: SpellId | null;
  readonly last_at: Date | null;
}

@Injectable()
export class ModerationRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Participants who joined an event with a phone, in the order in which they joined. Excludes participants of imported
   * files.
   * @param only id of a single participant, or null for all
   */
  async list(eventId: string, only: ParticipantId | null): Promise<ParticipantRow[]> {
    const [own, theirs] =
      only === null
        ? [Prisma.empty, Prisma.empty]
        : [Prisma.sql`AND p.id = ${only}::uuid`, Prisma.sql`AND participant_id = ${only}::uuid`];
    // Counted once: without statistics of a new evening PostgreSQL would do so for every participant.
    const rows = await this.prisma.$queryRaw<Row[]>`
      WITH counts AS MATERIALIZED (
        SELECT participant_id, count(*) FILTER (WHERE intent = 'cast') AS casts,
          count(recognized_id) FILTER (WHERE intent = 'cast') AS recognized,
          count(*) FILTER (WHERE intent = 'teach') AS taught
        FROM casts WHERE event_id = ${eventId}::uuid AND original_id IS NULL ${theirs} GROUP BY participant_id
      )
      SELECT p.id, p.nickname, p.display_name, p.sigil, p.metal, p.grove, p.flagged, p.hidden, p.removal,
        newest.recognized_id AS last, newest.received_at AS last_at,
        coalesce(c.casts, 0)::int AS casts, coalesce(c.recognized, 0)::int AS recognized,
        coalesce(c.taught, 0)::int AS taught
      FROM participants p LEFT JOIN counts c ON c.participant_id = p.id
      LEFT JOIN LATERAL (
        SELECT recognized_id, received_at FROM casts
        WHERE participant_id = p.id AND intent = 'cast' AND original_id IS NULL ORDER BY id DESC LIMIT 1
      ) newest ON true
      WHERE p.event_id = ${eventId}::uuid AND NOT p.imported ${own}
      ORDER BY p.created_at, p.id`;
    return rows.map(participantRow);
  }

  /** The name that a participant of this event entered; undefined if they are not in it or were deleted. */
  async enteredName(eventId: string, id: ParticipantId): Promise<string | undefined> {
    const row = await this.prisma.participant.findFirst({ where: { eventId, id }, select: { nickname: true } });
    return row?.nickname;
  }

  /** @returns false if the participant is not in this event or was deleted */
  async change(eventId: string, id: ParticipantId, change: ParticipantChange): Promise<boolean> {
    return (await this.prisma.participant.updateMany({ where: { eventId, id }, data: change })).count === 1;
  }
}

function participantRow({
  nickname,
  display_name,
  removal,
  casts,
  recognized,
  last,
  last_at,
  ...row
}: Row): ParticipantRow {
  return {
    ...row,
    nickname: display_name ?? nickname,
    enteredName: display_name === null ? null : nickname,
    removed: removal,
    casts,
    recognizedShare: casts === 0 ? null : recognized / casts,
    ...(last_at !== null && { last }),
    lastAt: last_at?.getTime() ?? null,
  };
}
